\set key random(1, 9000000000000000000)
\set day random(0, 365)
\set a1 1000 * random(1, 4) + 100 + 10 * random(0, 49)
\set a2 1000 * random(1, 4) + 100 + 10 * random(0, 49)
\set a3 1000 * random(1, 4) + 100 + 10 * random(0, 49)
\set a4 1000 * random(1, 4) + 100 + 10 * random(0, 49)
\set o1 random(0, 9)
\set o2 random(0, 9)
\set o3 random(0, 9)
\set o4 random(0, 9)
\set first random(1, 10000000)
\set second random(1, 10000000)
\set back -random(1, :first + :second - 1)
\set rest -(:first + :second + :back)
BEGIN;
INSERT INTO voucher VALUES (DEFAULT, 'P', DATE '2024-01-01' + :day::integer,
  'Insatser för målgruppen') RETURNING id \gset
INSERT INTO request VALUES ('v' || :key, :id);
INSERT INTO entry VALUES (:id, 1, :a1, :o1, :first);
INSERT INTO entry VALUES (:id, 2, :a2, :o2, :second);
INSERT INTO entry VALUES (:id, 3, :a3, :o3, :back);
INSERT INTO entry VALUES (:id, 4, :a4, :o4, :rest);
COMMIT;
