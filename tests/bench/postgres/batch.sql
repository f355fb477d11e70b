\set key random(1, 9000000000000000000)
\set which random(0, 99)
SELECT post_batch('b' || :key, :which);
