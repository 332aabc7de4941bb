#include "indexer/furniture.h"

#include <string.h>

#include "indexer/sentences.h"

enum {
    LINE_BYTES_MOST = 900, /* longer lines are text */
    BUTTON_WORDS_MOST = 8,
    PREFIXED_BYTES_MOST = 240,
    NOTE_BYTES_MOST = 200,
    LINK_BYTES_MOST = 50,
    CRUMB_BYTES_MOST = 200
};

/* A line of such words only is a row of buttons. */
static const char *const buttons[] = {
    "print",      "share",     "tweet",
    "email",      "e-mail",    "save",
    "pdf",        "download",  "like",
    "post",       "comments",  "copy",
    "link",       "facebook",  "twitter",
    "whatsapp",   "linkedin",  "telegram",
    "vk",         "reddit",    "instagram",
    "youtube",    "rss",       "search",
    "menu",       "home",      "login",
    "subscribe",  "a+",        "a-",
    "close",      "prev",      "previous",
    "next",       "top",       "sitemap",
    "page",       "this",      "messenger",
    "weibo",      "wechat",    "threads",
    "bluesky",    "sms",       "imprimer",
    "partager",   "accueil",   "печать",
    "поделиться", "назад",     "наверх",
    "главная",    "вконтакте", "одноклассники",
    "印刷",       "印刷する",  "ツイート",
    "シェア",     "戻る",      "シェアする",
    "打印",       "分享",      "关闭",
    "drucken",    "teilen",    "imprimir",
    "compartir",  "a",         "x",
    "small",      "medium",    "large",
    "suggest",    "to",        "friend",
    "распечатать"};

/* Whole lines. */
static const char *const phrases[] = {"advanced settings",
                                      "skip to content",
                                      "skip to main content",
                                      "skip to navigation",
                                      "top of page",
                                      "back to top",
                                      "page top",
                                      "print this page",
                                      "share this page",
                                      "share this article",
                                      "contact us",
                                      "privacy policy",
                                      "site map",
                                      "terms of use",
                                      "terms and conditions",
                                      "follow us",
                                      "cookie policy",
                                      "cookie settings",
                                      "accessibility",
                                      "read more",
                                      "all news",
                                      "sign up",
                                      "sign in",
                                      "log in",
                                      "main menu",
                                      "main navigation",
                                      "breadcrumb",
                                      "breadcrumbs",
                                      "toggle menu",
                                      "toggle navigation",
                                      "you are here",
                                      "end",
                                      "(end)",
                                      "- end -",
                                      "###",
                                      "# # #",
                                      "-end-",
                                      "-30-",
                                      "print version",
                                      "version for print",
                                      "mobile version",
                                      "full version",
                                      "text size",
                                      "font size",
                                      "rss feed",
                                      "enable javascript",
                                      "loading...",
                                      "live",
                                      "copy link",
                                      "media contacts",
                                      "media contact",
                                      "press contact",
                                      "press contacts",
                                      "show more",
                                      "view all",
                                      "see all",
                                      "all rights reserved",
                                      "legal notice",
                                      "haut de page",
                                      "retour en haut",
                                      "version imprimable",
                                      "mentions légales",
                                      "plan du site",
                                      "contactez-nous",
                                      "lire aussi",
                                      "copier le lien",
                                      "версия для печати",
                                      "все новости",
                                      "дополнительные настройки",
                                      "расширенные настройки",
                                      "карта сайта",
                                      "наверх страницы",
                                      "контакты",
                                      "ページトップへ",
                                      "ページトップへ戻る",
                                      "このページのトップへ戻る",
                                      "ページの先頭へ",
                                      "ページの先頭へ戻る",
                                      "前のページに戻る",
                                      "一覧へ戻る",
                                      "一覧へ",
                                      "目次へ戻る",
                                      "トップページ",
                                      "文字サイズ変更",
                                      "サイトマップ",
                                      "お問い合わせ",
                                      "プライバシーポリシー",
                                      "このページを印刷する",
                                      "印刷用ページ",
                                      "返回顶部",
                                      "关闭窗口",
                                      "short url",
                                      "press release",
                                      "press releases",
                                      "press conferences",
                                      "announcement",
                                      "новости",
                                      "пресс-релизы",
                                      "actualités",
                                      "communiqués de presse",
                                      "報道発表",
                                      "プレスリリース",
                                      "网站地图"};

/* Beginnings of short lines. */
static const char *const prefixes[] = {"back to ",
                                       "return to ",
                                       "share on ",
                                       "share this ",
                                       "skip to ",
                                       "tweet this",
                                       "photo:",
                                       "photo by ",
                                       "photo credit",
                                       "photos:",
                                       "(photo",
                                       "[photo",
                                       "image:",
                                       "image credit",
                                       "file photo",
                                       "фото:",
                                       "(фото",
                                       "фото ",
                                       "photo :",
                                       "crédit photo",
                                       "写真：",
                                       "（写真",
                                       "(写真",
                                       "写真提供",
                                       "last updated",
                                       "last modified",
                                       "last update:",
                                       "tags:",
                                       "tags :",
                                       "keywords:",
                                       "filed under",
                                       "posted in",
                                       "related:",
                                       "topics:",
                                       "теги:",
                                       "tel:",
                                       "tel.",
                                       "tel :",
                                       "phone:",
                                       "fax:",
                                       "e-mail:",
                                       "email:",
                                       "тел.",
                                       "for more information, contact",
                                       "for further information, contact",
                                       "for media inquiries",
                                       "media inquiries",
                                       "press inquiries",
                                       "media contact:",
                                       "press contact:",
                                       "contact:",
                                       "download ",
                                       "click here",
                                       "subscribe to ",
                                       "sign up for ",
                                       "follow us on",
                                       "follow @",
                                       "follow the ",
                                       "view this page in",
                                       "also available in",
                                       "available languages",
                                       "select language",
                                       "choose language",
                                       "retour à ",
                                       "retour au ",
                                       "partager sur",
                                       "suivez-nous",
                                       "mots-clés",
                                       "contact presse",
                                       "mentions légales |",
                                       "font size",
                                       "назад к ",
                                       "подписаться",
                                       "следите за",
                                       "источник:",
                                       "copyright ",
                                       "© ",
                                       "©",
                                       "(c) 20",
                                       "(c) 19",
                                       "(c) copyright",
                                       "all rights reserved",
                                       "tous droits réservés",
                                       "все права защищены",
                                       "無断転載",
                                       "著作権",
                                       "永久編集",
                                       "版权所有",
                                       "powered by ",
                                       "page views",
                                       "number of views",
                                       "читать также",
                                       "read also",
                                       "lire aussi :",
                                       "you are here:",
                                       "vous êtes ici",
                                       "вы здесь",
                                       "現在地",
                                       "url:",
                                       "share:",
                                       "follow us:",
                                       "read more:",
                                       "see also:",
                                       "related links:",
                                       "is this page useful",
                                       "was this page helpful",
                                       "cette page vous a-t-elle",
                                       ">> "};

/* Beginnings of lines of any length up to the most. */
static const char *const notices[] = {"views expressed ",
                                      "the views expressed",
                                      "the opinions expressed",
                                      "opinions expressed",
                                      "we use cookies",
                                      "this website uses cookies",
                                      "this site uses cookies",
                                      "our website uses cookies",
                                      "by continuing to ",
                                      "by using this site",
                                      "cookies help us",
                                      "nous utilisons des cookies",
                                      "ce site utilise des cookies",
                                      "мы используем cookie",
                                      "этот сайт использует",
                                      "мнение автора",
                                      "мнения авторов",
                                      "les opinions exprimées",
                                      "les propos tenus",
                                      "このサイトではcookie",
                                      "当サイトではcookie",
                                      "本サイトでは",
                                      "the information contained in this",
                                      "please enable javascript",
                                      "javascript is disabled",
                                      "this is an official website",
                                      "an official website of",
                                      "the .gov means",
                                      "secure .gov websites",
                                      "this page is managed by",
                                      "this transcript has been",
                                      "when quoting ",
                                      "при цитировании",
                                      "при использовании материалов"};

/* In short lines that say what kind of text this is. */
static const char *const notes[] = {"not an official document",
                                    "not an official record",
                                    "unofficial translation",
                                    "unofficial transcript",
                                    "provisional translation",
                                    "courtesy translation",
                                    "check against delivery",
                                    "seul le prononcé fait foi",
                                    "pas un document officiel",
                                    "traduction non officielle",
                                    "traduction de courtoisie",
                                    "не является официальным документом",
                                    "неофициальный перевод",
                                    "公式文書ではありません",
                                    "（仮訳）",
                                    "(仮訳)"};

static const char *const languages[] = {
    "english", "français",  "francais",   "русский", "español",   "espanol",
    "deutsch", "português", "italiano",   "日本語",  "中文",      "한국어",
    "العربية", "en",        "fr",         "ru",      "es",        "de",
    "ja",      "jp",        "zh",         "ar",      "pt",        "it",
    "ko",      "eng",       "rus",        "fra",     "по-русски", "中文版",
    "简体",    "繁體",      "українська", "polski",  "türkçe",    "فارسی",
    "arabic",  "chinese",   "french",     "russian", "spanish",   "japanese",
    "german",  "қазақша",   "қаз",        "рус",     "укр",       "uk",
    "ua",      "العربيّة",   "nederlands"};

static const char *const link_heads[] = {"related links",
                                         "tags",
                                         "topics",
                                         "categories",
                                         "дополнительные материалы",
                                         "related information",
                                         "related articles",
                                         "related documents",
                                         "related news",
                                         "related stories",
                                         "related content",
                                         "see also",
                                         "read also",
                                         "further reading",
                                         "more on this topic",
                                         "related topics",
                                         "latest news",
                                         "most read",
                                         "recommended",
                                         "you may also like",
                                         "関連リンク",
                                         "関連情報",
                                         "関連記事",
                                         "関連資料",
                                         "liens utiles",
                                         "à lire aussi",
                                         "voir aussi",
                                         "articles liés",
                                         "sur le même thème",
                                         "по теме",
                                         "читайте также",
                                         "ссылки по теме",
                                         "相关新闻",
                                         "相关链接",
                                         "推荐阅读",
                                         "links",
                                         "useful links",
                                         "external links",
                                         "additional materials",
                                         "дополнительные материалы",
                                         "share this:"};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Capitals of Cyrillic and accented Latin are met as small ones too. */
static size_t fold_into(char *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        unsigned char last = i ? (unsigned char)text.bytes[i - 1] : 0;

        out[i] = lower((char)c);
        if (last == 0xD0 && c >= 0x90 && c <= 0x9F) {
            out[i] = (char)(c + 0x20);
        } else if (last == 0xD0 && c >= 0xA0 && c <= 0xAF) {
            out[i - 1] = (char)0xD1;
            out[i] = (char)(c - 0x20);
        } else if (last == 0xC3 && c >= 0x80 && c <= 0x9E) {
            out[i] = (char)(c + 0x20);
        }
    }
    return text.len;
}

static bool is_in(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len && text.bytes[0] == words[i][0] &&
            slice_equal(text, slice_of(words[i])))
            return true;
    return false;
}

static bool starts_in(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len && text.bytes[0] == words[i][0] &&
            slice_starts(text, slice_of(words[i])))
            return true;
    return false;
}

static bool is_row_of_buttons(struct slice text)
{
    size_t count = 0;
    struct slice word;
    bool is_long = false;

    while (slice_next(&text, ' ', &word)) {
        while (word.len && strchr("[]", word.bytes[0]))
            word = slice_part(word, 1, word.len);
        while (word.len && strchr("[]", word.bytes[word.len - 1]))
            word.len--;
        if (!word.len || slice_equal(word, SLICE("|")) ||
            slice_equal(word, SLICE("/")))
            continue;
        if (++count > BUTTON_WORDS_MOST ||
            !is_in(word, buttons, COUNT_OF(buttons)))
            return false;
        is_long = is_long || word.len > 1;
    }
    return is_long;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* "en-gb1", "ru-ru". */
static bool is_locale(struct slice word)
{
    size_t len = word.len;

    while (len > 5 && word.bytes[len - 1] >= '0' && word.bytes[len - 1] <= '9')
        len--;
    return len == 5 && is_letter(word.bytes[0]) && is_letter(word.bytes[1]) &&
           (word.bytes[2] == '-' || word.bytes[2] == '_') &&
           is_letter(word.bytes[3]) && is_letter(word.bytes[4]);
}

/* "english | français | 日本語", "en-gb1 ru-ru1". */
static bool is_language_switch(struct slice text)
{
    size_t count = 0;
    struct slice word;

    if (text.len > 160)
        return false;
    while (slice_next(&text, ' ', &word)) {
        while (word.len && strchr("|/[](),", word.bytes[0]))
            word = slice_part(word, 1, word.len);
        while (word.len && strchr("|/[](),", word.bytes[word.len - 1]))
            word.len--;
        if (!word.len || slice_equal(word, SLICE("·")) ||
            slice_equal(word, SLICE("•")))
            continue;
        if (!is_locale(word) && !is_in(word, languages, COUNT_OF(languages)))
            return false;
        count++;
    }
    return count > 0;
}

static size_t count_digits(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return count;
}

/* "a/70/pv.15", "a/pv.2041", "s/2018/123": the symbol of a document. */
static bool is_symbol(struct slice text)
{
    return (text.bytes[2] >= '0' && text.bytes[2] <= '9') ||
           slice_starts(slice_part(text, 2, text.len), SLICE("pv.")) ||
           slice_starts(slice_part(text, 2, text.len), SLICE("res/"));
}

/* "a/70/pv.15 28/09/2015", "15-29425 31/34", "31/34", "- 5 -", "page 5 of 9",
 * "s/2018/123". */
static bool is_running_head(struct slice text)
{
    size_t digits = count_digits(text), others = 0;

    if (!digits || text.len > 60)
        return false;
    if (slice_starts(text, SLICE("a/")) || slice_starts(text, SLICE("s/")) ||
        slice_starts(text, SLICE("e/")))
        return digits >= 3 && is_symbol(text);
    if (slice_starts(text, SLICE("page ")) ||
        slice_starts(text, SLICE("стр. ")) ||
        slice_starts(text, SLICE("страница ")))
        return digits > 0 && text.len < 24;
    for (size_t i = 0; i < text.len; i++)
        others += !(text.bytes[i] >= '0' && text.bytes[i] <= '9') &&
                  !strchr(" -/|", text.bytes[i]);
    if (others)
        return false;
    if (memchr(text.bytes, '/', text.len))
        return text.len <= 7 || memchr(text.bytes, '-', text.len) != NULL;
    return digits <= 3 || (digits == 7 && text.bytes[2] == '-') ||
           (memchr(text.bytes, '-', text.len) &&
            memchr(text.bytes, ' ', text.len) && digits >= 7);
}

/* Nothing but marks: "***", "_____". */
static bool is_drawn(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("*_-=~#. ", text.bytes[i]))
            return false;
    return true;
}

/* "press@example.org", "www.example.org", "https://...". */
static bool is_address(struct slice text)
{
    const char *at = memchr(text.bytes, '@', text.len);
    bool has_space = memchr(text.bytes, ' ', text.len) != NULL;

    if (!has_space && (slice_starts(text, SLICE("http://")) ||
                       slice_starts(text, SLICE("https://")) ||
                       slice_starts(text, SLICE("www."))))
        return true;
    return at && text.len < 90 && !sentence_is_whole(text) &&
           (size_t)(at - text.bytes) + 3 < text.len &&
           memchr(at, '.', text.len - (size_t)(at - text.bytes)) != NULL &&
           at != text.bytes;
}

/* "Provisional translation", "For information media. Not an official record."
 */
static bool is_note(struct slice text)
{
    if (text.len > NOTE_BYTES_MOST)
        return false;
    for (size_t i = 0; i < COUNT_OF(notes); i++)
        if (slice_find(text, slice_of(notes[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "about us | accessibility | legal matters": a row of links. */
static bool is_row_of_links(struct slice text)
{
    size_t count = 0;
    struct slice part;

    if (count_digits(text) || sentence_is_whole(text))
        return false;
    while (slice_next(&text, '|', &part)) {
        size_t spaces = 0;

        part = slice_trim(part);
        for (size_t i = 0; i < part.len; i++)
            spaces += part.bytes[i] == ' ';
        if (!part.len || part.len > LINK_BYTES_MOST || spaces > 3)
            return false;
        count++;
    }
    return count > 2;
}

/* "12:42 p.m. edt", "end 1:20 p.m. est": a stamp of the record. */
static bool is_time_stamp(struct slice text)
{
    size_t at = slice_starts(text, SLICE("end ")) ? 4 : 0;
    size_t digits = 0;

    text = slice_trim(slice_part(text, at, text.len));
    if (text.len > 22)
        return false;
    for (at = 0;
         at < text.len && ((text.bytes[at] >= '0' && text.bytes[at] <= '9') ||
                           text.bytes[at] == ':');
         at++)
        digits += text.bytes[at] != ':';
    if (digits < 1 || digits > 4)
        return false;
    text = slice_trim(slice_part(text, at, text.len));
    return slice_starts(text, SLICE("a.m.")) ||
           slice_starts(text, SLICE("p.m.")) ||
           slice_equal(text, SLICE("am")) || slice_equal(text, SLICE("pm")) ||
           slice_starts(text, SLICE("am e")) ||
           slice_starts(text, SLICE("pm e"));
}

static struct slice fold(struct slice text, char *bytes)
{
    return (struct slice){bytes, fold_into(bytes, text)};
}

bool furniture_is(struct slice text)
{
    char bytes[LINE_BYTES_MOST];
    struct slice folded;

    if (!text.len || text.len > LINE_BYTES_MOST)
        return false;
    folded = fold(text, bytes);
    if (starts_in(folded, notices, COUNT_OF(notices)))
        return true;
    if (folded.len > PREFIXED_BYTES_MOST)
        return false;
    return is_in(folded, phrases, COUNT_OF(phrases)) ||
           (starts_in(folded, prefixes, COUNT_OF(prefixes)) &&
            !(sentence_is_whole(folded) && folded.len > 120)) ||
           is_row_of_buttons(folded) || is_language_switch(folded) ||
           is_running_head(folded) || is_drawn(folded) || is_address(folded) ||
           is_time_stamp(folded) || is_note(folded) || is_row_of_links(folded);
}

bool furniture_is_kicker(struct slice text)
{
    static const char *const words[] = {"readout",
                                        "media note",
                                        "press statement",
                                        "press release",
                                        "press releases",
                                        "news release",
                                        "fact sheet",
                                        "speech",
                                        "speeches",
                                        "press briefing",
                                        "news",
                                        "for immediate release",
                                        "statements and releases",
                                        "briefing room",
                                        "statement",
                                        "remarks",
                                        "transcript",
                                        "presidential actions",
                                        "communiqué",
                                        "communiqué de presse",
                                        "discours",
                                        "пресс-релиз",
                                        "новости",
                                        "выступления",
                                        "報道発表",
                                        "記者会見",
                                        "談話",
                                        "新闻",
                                        "comunicado",
                                        "pressemitteilung",
                                        "joint statement",
                                        "media release",
                                        "notice to the media",
                                        "speeches & remarks",
                                        "speeches and remarks"};
    char bytes[LINE_BYTES_MOST];

    return text.len && text.len <= 60 &&
           is_in(fold(text, bytes), words, COUNT_OF(words));
}

bool furniture_is_running_head(struct slice text)
{
    char bytes[LINE_BYTES_MOST];

    return text.len && text.len <= 60 && is_running_head(fold(text, bytes));
}

bool furniture_is_breadcrumb(struct slice text)
{
    static const char *const arrows[] = {" > ",  " » ",  " › ",
                                         " >> ", " ＞ ", " → "};

    if (text.len > CRUMB_BYTES_MOST || sentence_is_whole(text) ||
        count_digits(text) * 2 > text.len)
        return false;
    for (size_t i = 0; i < COUNT_OF(arrows); i++)
        if (slice_find(text, slice_of(arrows[i]), 1) != SIZE_MAX)
            return true;
    return slice_starts(text, SLICE("Home /")) ||
           slice_starts(text, SLICE("Home |")) ||
           slice_starts(text, SLICE("Accueil |")) ||
           slice_starts(text, SLICE("Главная /"));
}

bool furniture_is_links_head(struct slice text)
{
    char bytes[LINE_BYTES_MOST];
    struct slice folded;

    if (!text.len || text.len > 60)
        return false;
    folded = fold(text, bytes);
    if (slice_ends(folded, SLICE(":")))
        folded.len--;
    return is_in(folded, link_heads, COUNT_OF(link_heads));
}

bool furniture_is_picture(struct slice text)
{
    static const char *const words[] = {
        "画像",    "写真", "図",          "photo",      "image",
        "picture", "фото", "изображение", "photograph", "图片"};
    char bytes[LINE_BYTES_MOST];

    if (text.len > 40)
        return false;
    return is_in(slice_trim(fold(text, bytes)), words, COUNT_OF(words));
}
