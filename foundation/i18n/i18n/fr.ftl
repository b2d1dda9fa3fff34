# used: date-weekday-*
# used: date-month-*
# used: language-name-*
number-separator = { " " }
number-plain = { $count }
number-decimal = { $whole },{ $tenth }
size-kilobytes = { $count } Ko
size-megabytes = { $size } Mo
size-gigabytes = { $size } Go
date-long = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
 } { $month } { $year }
date-day = { $day ->
    [1] 1er
   *[other] { $day }
 } { $month } { $year }
date-short = { $day ->
    [1] 1er
   *[other] { $day }
 } { $short }
date-month-of-year = { $month } { $year }
date-moment = { $day }, { $hour } h { $minute }
date-hour = { $hour } h { $minute }
date-weekday-1 = lundi
date-weekday-2 = mardi
date-weekday-3 = mercredi
date-weekday-4 = jeudi
date-weekday-5 = vendredi
date-weekday-6 = samedi
date-weekday-7 = dimanche
date-month-1 = janvier
date-month-2 = février
date-month-3 = mars
date-month-4 = avril
date-month-5 = mai
date-month-6 = juin
date-month-7 = juillet
date-month-8 = août
date-month-9 = septembre
date-month-10 = octobre
date-month-11 = novembre
date-month-12 = décembre
date-month-short-1 = janv.
date-month-short-2 = févr.
date-month-short-3 = mars
date-month-short-4 = avr.
date-month-short-5 = mai
date-month-short-6 = juin
date-month-short-7 = juil.
date-month-short-8 = août
date-month-short-9 = sept.
date-month-short-10 = oct.
date-month-short-11 = nov.
date-month-short-12 = déc.
language-name-fr = français
language-name-en = anglais
language-name-mos = mooré
language-name-dyu = dioula
language-name-ff = fulfulde
language-name-gux = gulmancema
language-name-bm = bambara
language-name-bib = bissa
language-name-dga = dagara
language-name-taq = tamasheq
language-name-ha = haoussa
language-name-wo = wolof
language-name-ee = éwé
language-name-yo = yoruba
language-name-ig = igbo
language-name-sw = swahili
language-name-ar = arabe
language-name-pt = portugais
language-name-es = espagnol
language-name-it = italien
language-name-de = allemand
language-name-nl = néerlandais
date-refused-skipped = Cette heure n’existe pas ce jour-là : on avance les horloges. Choisissez une heure plus tard.
