/* Settings that have a name. */
#include "searchd/rank.h"

#define DEFAULT_SETTINGS                                                       \
    {                                                                          \
        {1.2, 0.4}, {.section = 0.5, .title = 0.25, .concepts = 0.5},          \
        {                                                                      \
            .passages = 10, .words = 20, .portion = 0.3, .sharpness = 10,      \
            .depth = 400                                                       \
        }                                                                      \
    }

const struct rank_settings rank_default = DEFAULT_SETTINGS;

/* Plain BM25: the words of the text alone, and all words of the query. */
#define PLAIN(k1, b)                                                           \
    {                                                                          \
        {k1, b}, {.ranks_stopwords = true},                                    \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }

/* The first is the default. */
static const struct rank_model models[] = {
    {"default", "what every door ranks by", DEFAULT_SETTINGS},
    {"default:first",
     "the same without the words of the best passages",
     {{1.2, 0.4}, {.section = 0.5, .title = 0.25, .concepts = 0.5}, {0}}},
    {"rm3",
     "bm25:anserini with feedback, as Anserini sets it",
     {{0.9, 0.4},
      {.section = 0},
      {.passages = 10, .words = 10, .portion = 0.5}}},
    {"bm25", "plain BM25 of the text, as Xapian sets it", PLAIN(1.0, 0.5)},
    {"bm25:xapian", "the same", PLAIN(1.0, 0.5)},
    {"bm25:anserini", "BM25 as Anserini sets it", PLAIN(0.9, 0.4)},
    {"bm25:lucene", "BM25 as Lucene sets it", PLAIN(1.2, 0.75)},
    {"bm25:terrier", "BM25 as Terrier sets it", PLAIN(1.2, 0.75)},
};

const struct rank_model *rank_models(size_t *count)
{
    *count = COUNT_OF(models);
    return models;
}

const struct rank_model *rank_model_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(models); i++)
        if (slice_equal(name, slice_of(models[i].name)))
            return &models[i];
    return NULL;
}
