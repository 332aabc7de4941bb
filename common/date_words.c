#include "common/date_words.h"

/* January first, forms parted by ' '; '.' marks a short form. */
static const char *const english[12] = {
    "january jan.", "february feb.", "march mar.",
    "april apr.",   "may",           "june jun.",
    "july jul.",    "august aug.",   "september sept. sep.",
    "october oct.", "november nov.", "december dec.",
};

/* French, German, Spanish, Portuguese, Italian, Russian, Ukrainian. */
static const char *const others[12] = {
    "janvier janv. januar jänner enero janeiro gennaio января янв. січня",
    "février fevrier févr. februar febrero fevereiro febbraio февраля фев. "
    "февр. лютого",
    "mars märz marzo março марта мар. березня",
    "avril avr. april abril aprile апреля апр. квітня",
    "mai mayo maio maggio мая травня",
    "juin juni junio junho giugno июня июн. червня",
    "juillet juil. juli julio julho luglio июля июл. липня",
    "août aout agosto августа авг. серпня",
    "septembre septiembre setiembre setembro settembre сентября сен. сент. "
    "вересня",
    "octobre oktober octubre outubro ottobre октября окт. жовтня",
    "novembre noviembre novembro ноября ноя. нояб. листопада",
    "décembre decembre déc. dezember diciembre dezembro dicembre декабря "
    "дек. грудня",
};

static bool is_form(struct slice forms, struct slice word, bool *is_short)
{
    struct slice form;

    while (slice_next(&forms, ' ', &form)) {
        *is_short = slice_ends(form, SLICE("."));
        if (slice_equal(word, slice_part(form, 0, form.len - *is_short)))
            return true;
    }
    return false;
}

bool date_month_of(const struct scan_word *word, struct date_month *out)
{
    struct slice text = {word->bytes, word->len};

    for (int i = 0; i < 24; i++) {
        bool is_english = i < 12;
        const char *forms = is_english ? english[i] : others[i - 12];

        if (!is_form(slice_of(forms), text, &out->is_short))
            continue;
        out->month = i % 12 + 1;
        out->is_english = is_english;
        out->is_common = is_english && (i == 2 || i == 4) && !out->is_short;
        return true;
    }
    return false;
}

/* Sunday first. */
static const char *const weekdays[7] = {
    "sunday sun dimanche sonntag domingo domenica воскресенье",
    "monday mon lundi montag lunes lunedì понедельник",
    "tuesday tue tues mardi dienstag martes martedì вторник",
    "wednesday wed mercredi mittwoch miércoles mercoledì среда среду",
    "thursday thu thur thurs jeudi donnerstag jueves giovedì четверг",
    "friday fri vendredi freitag viernes venerdì пятница пятницу",
    "saturday sat samedi samstag sonnabend sábado sabato суббота субботу",
};

int date_weekday_of(const struct scan_word *word)
{
    struct slice text = {word->bytes, word->len};
    bool is_short;

    for (int i = 0; i < 7; i++)
        if (is_form(slice_of(weekdays[i]), text, &is_short))
            return i;
    return -1;
}

int date_weekday_sign(struct slice text, size_t *at)
{
    static const char *const signs[7] = {"日",    "月|一", "火|二", "水|三",
                                         "木|四", "金|五", "土|六"};

    for (int i = 0; i < 7; i++)
        if (scan_any(text, at, signs[i]))
            return i;
    return -1;
}

const struct date_era *date_era_before(struct slice text, size_t end)
{
    static const struct date_era eras[] = {
        {"令和", 2018, 20190501, 99991231},
        {"平成", 1988, 19890108, 20190430},
        {"昭和", 1925, 19261225, 19890107},
        {"大正", 1911, 19120730, 19261225},
        {"明治", 1867, 18730101, 19120730},
        {"中華民國", 1911, 19120101, 99991231},
        {"民國", 1911, 19120101, 99991231},
        {"中华民国", 1911, 19120101, 99991231},
        {"中華民国", 1911, 19120101, 99991231},
        {"民国", 1911, 19120101, 99991231},
    };

    for (size_t i = 0; i < COUNT_OF(eras); i++)
        if (scan_ends(text, end, eras[i].name))
            return &eras[i];
    return NULL;
}
