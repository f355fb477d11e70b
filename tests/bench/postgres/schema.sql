-- Double entry as PostgreSQL's users write it: vouchers, entries, balances per
-- account, object and month, and a key that makes a repeated request harmless.

CREATE TABLE account (number integer PRIMARY KEY);
INSERT INTO account
  SELECT 1000 * (i / 50 + 1) + 100 + 10 * (i % 50)
  FROM generate_series(0, 199) AS i;

CREATE TABLE request (
  key text PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 64),
  first_voucher bigint NOT NULL
);

-- In steps of a batch: one nextval gives the numbers of 1,000 vouchers.
CREATE SEQUENCE voucher_id INCREMENT BY 1000;
CREATE TABLE voucher (
  id bigint PRIMARY KEY DEFAULT nextval('voucher_id'),
  series text NOT NULL,
  day date NOT NULL
    CHECK (day BETWEEN DATE '2024-01-01' AND DATE '2024-12-31'),
  text text NOT NULL CHECK (length(text) <= 500)
);

CREATE TABLE entry (
  voucher bigint NOT NULL REFERENCES voucher,
  line smallint NOT NULL,
  account integer NOT NULL REFERENCES account,
  object smallint NOT NULL,
  ore bigint NOT NULL
    CHECK (ore <> 0 AND abs(ore) <= 1000000000000),
  PRIMARY KEY (voucher, line)
);

CREATE TABLE balance (
  account integer NOT NULL,
  object smallint NOT NULL,
  month smallint NOT NULL,
  ore bigint NOT NULL,
  PRIMARY KEY (account, object, month)
);

-- For plain inserts: at commit every touched voucher must sum to zero. The
-- functions of post.sql check it themselves and run with this switched off.
CREATE FUNCTION check_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(ore) FROM entry WHERE voucher = NEW.id) IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'voucher % does not sum to zero', NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER voucher_balanced AFTER INSERT ON voucher
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_voucher();

-- What a client would send: vouchers that wait to be posted, in batches.
CREATE UNLOGGED TABLE waiting_voucher (
  batch integer, place integer, day date, text text,
  PRIMARY KEY (batch, place)
);
CREATE UNLOGGED TABLE waiting_entry (
  batch integer, place integer, line smallint, account integer,
  object smallint, ore bigint,
  PRIMARY KEY (batch, place, line)
);
