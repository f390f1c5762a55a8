-- Each figure once: a stick is exported after every meeting, with all the meetings before it, and
-- copies lie about. What the latest file says counts. The other queries read the result as `seneste`.
SELECT slags, tekst, gruppe, form, nummer, inviterede, kom, planlagt_minutter, brugt_minutter,
  svar1, svar2, svar3, svar4, svar5, svar
FROM (
  SELECT slags, tekst, gruppe, form, inviterede, kom, planlagt_minutter, brugt_minutter,
    svar1, svar2, svar3, svar4, svar5, svar,
    CASE WHEN moede > 12 THEN 13 ELSE moede END AS nummer,
    ROW_NUMBER() OVER (
      PARTITION BY gruppe, moede, slags, tekst
      ORDER BY -til_moede, -COALESCE(svar, 0), -COALESCE(kom, 0)
    ) AS udgave
  FROM moeder
  WHERE slags <> 'punkt' AND gruppe IS NOT NULL AND form IS NOT NULL AND moede >= 1
) AS alle
WHERE udgave = 1
