#include "searchd/stopwords.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *language;
    const char *words; /* a space before and behind each */
} lists[] = {
    {"en", " a an and are as at be been being but by can did do does for from "
           "had has have he her his how i in into is it its let me more most "
           "my no nor not of on or our shall she should so some such than that "
           "the their them then there these they this those through to toward "
           "towards under up upon very was we were what when where which who "
           "whose why with would you your about between among against during "
           "must may might could "},
    {"fr", " à au aux avec ce ces cette dans de des du elle en est et eux il "
           "ils la le les leur leurs lui mais ne nos notre nous ou où par pas "
           "pour qu que qui sa se ses son sur un une vos votre vous c d j l m "
           "n s t y été être "},
    {"de", " auf aus bei das dass dem den der des ein eine einem einen einer "
           "eines es für ihr im ist mit nach nicht sich sie sind und vom von "
           "vor wie wir zu zum zur über "},
    {"es", " al con de del el en entre es esta este la las lo los para por que "
           "se sin sobre su sus un una y "},
    {"pt", " ao aos com da das de do dos e em entre na nas no nos o os para "
           "pela pelo por que se sem sobre sua um uma "},
    {"it", " al alla con da dal dalla dei del della delle di e ed gli i il in "
           "la le lo nel nella per su sul tra un una uno "},
    {"ru", " а без бы в во для до его ее если же за и из или им их к как ко "
           "ли мы на не него но о об он она они от по при с со так также то "
           "у что это "},
};

bool stopwords_have(struct slice language, struct slice word)
{
    char text[40];

    if (!word.len || word.len > sizeof text - 3)
        return false;
    snprintf(text, sizeof text, " %.*s ", SLICE_ARG(word));
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (slice_equal(slice_part(language, 0, 2),
                        slice_of(lists[i].language)))
            return strstr(lists[i].words, text) != NULL;
    return false;
}
