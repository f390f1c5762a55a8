-- All that was read.
SELECT COUNT(*) AS moeder, COUNT(DISTINCT gruppe) AS grupper
FROM seneste
WHERE slags = 'moede'
