-- Scores by form, statement and the group's how manieth meeting. Only meetings whose counts the box
-- itself shows are in the exports; what else is left out: see fremmoede.sql.
WITH dele AS (
  SELECT form, tekst, nummer, COUNT(*) AS moeder, COUNT(DISTINCT gruppe) AS grupper,
    SUM(svar1) AS svar1, SUM(svar2) AS svar2, SUM(svar3) AS svar3, SUM(svar4) AS svar4,
    SUM(svar5) AS svar5
  FROM seneste
  WHERE slags = 'udsagn' AND tekst IS NOT NULL AND svar >= 4 AND svar1 + svar2 + svar3 + svar4 + svar5 = svar
    AND svar1 >= 0 AND svar2 >= 0 AND svar3 >= 0 AND svar4 >= 0 AND svar5 >= 0
  GROUP BY form, tekst, nummer
),
maerket AS (
  SELECT form, tekst, nummer, moeder, grupper, svar1, svar2, svar3, svar4, svar5,
    CASE WHEN moeder < 5 OR grupper < 3 THEN 1 ELSE 0 END AS lille
  FROM dele
),
ordnet AS (
  SELECT form, tekst, nummer, moeder, grupper, svar1, svar2, svar3, svar4, svar5, lille,
    SUM(lille) OVER (PARTITION BY form, tekst) AS smaa,
    ROW_NUMBER() OVER (PARTITION BY form, tekst ORDER BY -lille, moeder, -nummer) AS plads,
    SUM(moeder) OVER (
      PARTITION BY form, tekst ORDER BY -lille, moeder, -nummer
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - moeder AS foer
  FROM maerket
)
SELECT form, tekst, nummer, moeder, grupper, svar1, svar2, svar3, svar4, svar5
FROM ordnet
WHERE lille = 0 AND (smaa = 0 OR (plads > 2 AND foer >= 5))
ORDER BY form, tekst, nummer
