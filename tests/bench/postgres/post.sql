-- Posting as functions, so that one voucher, or one batch, is one round trip.

-- Posts one voucher of four entries with its balances. The same key again
-- gives the first answer.
CREATE FUNCTION post_voucher(new_key text, new_day date, new_text text,
                             accounts integer[], objects smallint[],
                             amounts bigint[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  new_id bigint := nextval('voucher_id');
  kept bigint;
BEGIN
  INSERT INTO request VALUES (new_key, new_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT first_voucher INTO kept FROM request WHERE key = new_key;
    RETURN kept;
  END IF;
  IF (SELECT sum(a) FROM unnest(amounts) AS a) IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'the voucher does not sum to zero';
  END IF;
  INSERT INTO voucher VALUES (new_id, 'P', new_day, new_text);
  INSERT INTO entry
    SELECT new_id, line, account, object, ore
    FROM unnest(accounts, objects, amounts)
      WITH ORDINALITY AS e(account, object, ore, line);
  -- In the order of the key, so that two callers never wait for each other.
  INSERT INTO balance AS b
    SELECT account, object, extract(month FROM new_day)::smallint, sum(ore)
    FROM unnest(accounts, objects, amounts) AS e(account, object, ore)
    GROUP BY account, object ORDER BY account, object
  ON CONFLICT (account, object, month) DO UPDATE SET ore = b.ore + excluded.ore;
  RETURN new_id;
END $$;

-- Posts a waiting batch of at most 1,000 vouchers, set by set, with balances.
CREATE FUNCTION post_batch(new_key text, which integer)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  base bigint := nextval('voucher_id');
  kept bigint;
BEGIN
  INSERT INTO request VALUES (new_key, base) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT first_voucher INTO kept FROM request WHERE key = new_key;
    RETURN kept;
  END IF;
  IF EXISTS (SELECT FROM waiting_entry WHERE batch = which
             GROUP BY place HAVING sum(ore) <> 0) THEN
    RAISE EXCEPTION 'a voucher does not sum to zero';
  END IF;
  INSERT INTO voucher
    SELECT base + place, 'P', day, text
    FROM waiting_voucher WHERE batch = which ORDER BY place;
  INSERT INTO entry
    SELECT base + place, line, account, object, ore
    FROM waiting_entry WHERE batch = which ORDER BY place, line;
  INSERT INTO balance AS b
    SELECT e.account, e.object, extract(month FROM v.day)::smallint AS month,
           sum(e.ore)
    FROM waiting_entry AS e JOIN waiting_voucher AS v USING (batch, place)
    WHERE batch = which
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (account, object, month) DO UPDATE SET ore = b.ore + excluded.ore;
  RETURN base;
END $$;

-- A hundred batches of random vouchers, drawn as books.cc draws them.
INSERT INTO waiting_voucher
  SELECT batch, place,
         DATE '2024-01-01' + floor(random() * 366)::integer,
         'Insatser för målgruppen'
  FROM generate_series(0, 99) AS batch, generate_series(0, 999) AS place;
WITH drawn AS (
  SELECT batch, place,
         1 + floor(random() * 10000000)::bigint AS first,
         1 + floor(random() * 10000000)::bigint AS second,
         random() AS share
  FROM waiting_voucher
), split AS (
  SELECT batch, place, first, second,
         1 + floor(share * (first + second - 1))::bigint AS third
  FROM drawn
)
INSERT INTO waiting_entry
  SELECT batch, place, line,
         (1000 * (1 + floor(random() * 4)) + 100 + 10 * floor(random() * 50))
           ::integer,
         floor(random() * 10)::smallint, ore
  FROM split, LATERAL (VALUES
    (1::smallint, first), (2::smallint, second), (3::smallint, -third),
    (4::smallint, third - first - second)) AS e(line, ore);
ANALYZE;
