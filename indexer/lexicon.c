#include "indexer/lexicon.h"

#include <pthread.h>
#include <string.h>

enum { SLOTS = 4096, WORD_BYTES_MOST = 36 };

struct entry {
    struct slice word;
    unsigned flags;
};

/* Words in small letters, parted by spaces. */
static const struct {
    unsigned flags;
    const char *words;
} lists[] = {
    {LEX_ROLE | LEX_BODY,
     "president vice-president minister premier chancellor secretary "
     "secretary-general spokesperson spokesman spokeswoman ambassador "
     "representative chairman chairwoman chairperson chair commissioner envoy "
     "leader foreign-minister commander-in-chief king emperor pope "
     "président présidente ministre chancelier chancelière porte-parole "
     "ambassadeur ambassadrice secrétaire représentant représentante "
     "президента президентом министра министром министру министре председателя "
     "председателем представителя посла главы главой канцлера премьер-министра "
     "премьер-министром секретаря заместителя "
     "президент министр премьер-министр премьер председатель представитель "
     "посол секретарь глава канцлер вице-премьер "
     "presidente presidenta ministro ministra canciller portavoz embajador "
     "chanceler embaixador außenminister außenministerin bundeskanzler "
     "bundeskanzlerin bundespräsident sprecher sprecherin minister-president"},
    {LEX_ROLE,
     "governor senator congressman congresswoman mayor director "
     "director-general administrator advisor adviser coordinator moderator "
     "interpreter translator operator official officials participant "
     "participants speaker lady gentleman general admiral colonel commander "
     "sergeant captain major lieutenant queen prince princess justice judge "
     "members crowd announcer child children voice coach taoiseach amir father "
     "rabbi imam counsel counselor councillor attorney host member aide "
     "undersecretary "
     "co-chair audience staff emcee pastor reverend bishop "
     "sheikh emir sultan professor président-directeur directeur directrice "
     "директор заместитель помощник спикер ведущий модератор губернатор "
     "comisario comisaria"},
    {LEX_SHORT, "sen rep gov amb gen adm col capt lt maj sgt brig"},
    {LEX_ROLE_PART,
     "prime foreign affairs defense defence deputy assistant principal press "
     "vice under first second senior acting former high permanent special "
     "national security state treasury commerce trade finance economy economic "
     "energy interior health education agriculture transportation homeland "
     "veterans labor labour environment external international relations "
     "crown chief administration white house department district council "
     "committee commission parliament assembly political policy policies "
     "immigration cabinet pandemic covid response climate cybersecurity "
     "presidential royal his her majesty excellency highness h.e "
     "surgeon staff budget management office executive board resident "
     "unknown male female surrogate "
     "strategic communications engagement public science technology innovation "
     "clean infrastructure implementation intelligence counterterrorism "
     "counsel's human rights women's veterans' medical urban housing "
     "development protection emergency disarmament nonproliferation "
     "non-proliferation arms control verification parliamentary advisers "
     "advisors speechwriting legislative gender intergovernmental digital "
     "counternarcotics nsc nec cea omb fema epa dhs hhs cdc ostp usaid nasa "
     "premier première étrangères affaires europe haut haute chef cheffe "
     "gouvernement général générale délégué déléguée république "
     "иностранных дел обороны официальный постоянный генеральный "
     "государственный первый правительства федерации департамента мид "
     "исполняющий обязанности республики "
     "asuntos exteriores relaciones exterior primer primera república "
     "federal minister's"},
    {LEX_ROLE_PART | LEX_SMALL | LEX_PREPOSITION,
     "of for to at in on de du des da do del по при von für der d d'"},
    {LEX_ROLE_PART | LEX_SMALL | LEX_NO_NAME,
     "the and & l l' la le les et и el los las y das"},
    {LEX_HONORIFIC,
     "mr mrs ms miss dr prof sir madam madame mme m mm lord dame herr frau "
     "señor señora sr sra signor signora dott hon господин госпожа г-н г-жа "
     "monsieur mlle senhor senhora messrs honorable honourable dear rev"},
    {LEX_PARTICLE,
     "von van der den de del della di da dos das la le el al bin ibn ben abu "
     "du ul ter ten af zu y e bint al-"},
    {LEX_NO_NAME,
     "january february march april may june july august september october "
     "november december monday tuesday wednesday thursday friday saturday "
     "sunday a an this that these those it its he she they we i you our their "
     "his her in on at by with from for during after before as if when while "
     "but or nor so yet not no yes what who how why where there here is are "
     "was were be has have had do does did will would can could should shall "
     "may might must let thank thanks and then now today yesterday tomorrow "
     "united nations general assembly security council "
     "honoring celebrating announcing laying marking highlighting delivering "
     "discussing commemorating signing calling urging welcoming responding "
     "designating establishing regarding concerning following condemning "
     "praising meeting visiting speaking addressing introducing presenting "
     "recognizing observing supporting outlining touring attending launching "
     "unveiling accepting issuing thanking congratulating departing arriving "
     "returning holding joining aboard upon since ahead one year remarks "
     "statement readout briefing call press joint because although our "
     "previewing participating hosting kicking making taking giving warning "
     "swearing "
     "receiving opening closing expanding protecting strengthening two three "
     "acknowledging adopting advancing affirming appealing applauding "
     "appointing approving assessing authorizing awarding building "
     "clarifying concluding confirming continuing convening "
     "creating declaring dedicating denouncing directing emphasizing "
     "empowering encouraging ending expressing extending granting greeting "
     "helping honouring implementing imposing improving informing inviting "
     "leading lifting mourning naming nominating noting opposing paying "
     "pledging proposing providing reaffirming rejecting releasing "
     "remembering renewing reporting requesting reviewing revoking seeking "
     "sending sharing showing touting underscoring "
     "en dear well good however therefore moreover furthermore"},
    {LEX_SAY,
     "stated states said says saying noted notes stressed stresses emphasized "
     "emphasised emphasizes emphasises expressed expresses confirmed confirms "
     "reaffirmed reaffirms agreed agrees explained explains reiterated "
     "reiterates welcomed welcomes called calls appreciated appreciates "
     "shared shares exchanged discussed discusses requested requests suggested "
     "suggests proposed proposes announced announces perceives perceived "
     "considers considered believes believed regards regarded urged urges "
     "demanded demands condemned condemns declared declares affirmed affirms "
     "underlined underlines underscored underscores pointed points conveyed "
     "conveys invited pledged pledges promised promises asked asks responded "
     "responds replied replies thanked congratulated warned warns recalled "
     "recalls hailed hails praised praises supported supports rejected "
     "rejects denied denies insisted insists argued argues added adds told "
     "informed briefed voiced voices focused decided decides committed "
     "commits hoped hopes commended commends raised denounced denounces "
     "reported clarified acknowledged acknowledges concurred endorsed "
     "endorses opposed opposes protested protests advocated advocates "
     "recognized recognised recognizes recognises mentioned outlined "
     "highlighted highlights concluded resolved resolves intends "
     "regretted regrets encouraged encourages sought seeks maintains "
     "maintained assured assures accused accuses asserted asserts explored "
     "set "
     "déclaré souligné indiqué exprimé convenu rappelé réaffirmé salué "
     "condamné appelé estimé affirmé évoqué proposé demandé annoncé confirmé "
     "insisté répondu remercié précisé réitéré considère estime souligne "
     "condamne salue appelle rappelle réaffirme exprime regrette dénonce "
     "заявил заявила заявили подчеркнул подчеркнула подчеркнули отметил "
     "отметила отметили выразил выразила выразили подтвердил подтвердила "
     "подтвердили согласились договорились обсудили указал указала указали "
     "призвал призвала призвали сообщил сообщила сообщили считает выступает "
     "приветствует осуждает предложил предложила предложили высказал "
     "высказала высказали высказались констатировали напомнил напомнила "
     "обратил обратила обменялись рассмотрели поблагодарил изложил "
     "исходит настаивает намерена намерены приветствовали "
     "declaró afirmó subrayó expresó señaló reiteró acordaron condenó "
     "destacó manifestó coincidieron erklärte betonte sagte begrüßte "
     "vereinbarten bekräftigte bekräftigten"},
    {LEX_SAY | LEX_PLURAL,
     "intend believe consider reaffirm welcome condemn urge call express "
     "stress emphasize emphasise reiterate support reject note agree affirm "
     "confirm regret"},
    {LEX_SKIP,
     "also further again then both has have had once more strongly clearly "
     "jointly fully each all mutually therefore thus subsequently moreover "
     "explicitly repeatedly firmly deeply highly warmly sincerely still "
     "always never finally already a ont également aussi tous deux fermement "
     "также совместно вновь высоко особо ещё еще ha han hat haben auch "
     "likewise similarly respectively just only consistently continually "
     "specifically particularly too again generally"},
    {LEX_GROUP,
     "ministers sides parties leaders presidents delegations "
     "secretaries principals counterparts officials chancellors "
     "ministres parties dirigeants présidents délégations "
     "министры стороны лидеры президенты главы собеседники участники "
     "ministros partes presidentes mandatarios cancilleres seiten"},
    {LEX_BODY,
     "side government authorities delegation ministers officials diplomats "
     "cabinet administration ministry delegation leadership partie "
     "gouvernement "
     "délégation diplomatie autorités сторона правительство делегация "
     "дипломатия руководство власти gobierno delegación seite regierung "
     "foreign defence defense prime"},
    {LEX_TWO, "both two three all оба обе две deux trois ambos dos beide"},
    {LEX_PREPOSITION,
     "with by from between against toward towards into about over under "
     "within through regarding concerning including via upon among across "
     "than like near throughout without beyond per via avec par dans en sur "
     "pour entre vers chez contre sans в во на с со от к ко у о об из за над "
     "для между через против con por para en mit von zu bei"},
    {LEX_BY, "by par"},
    {LEX_TOWARD, "to in on with auprès près bei"},
    {LEX_ARTICLE, "the a an le la les l' el los las der die das"},
    {LEX_WE,
     "we our us ours nous notre nos мы наш наша наше наши нашей нашего"},
    {LEX_ME, "i my je j' mon я мой моя моё моего моей моему мою моим"},
    {LEX_QUESTION,
     "q question reporter journalist correspondent press journaliste вопрос "
     "корреспондент журналист pregunta periodista frage domanda pergunta "
     "reporters questioner q1 q2 q3 q4 q5"},
    {LEX_ANSWER, "a r answer réponse ответ respuesta antwort risposta resposta "
                 "a1 a2 a3 a4 a5"},
    {LEX_AGENCY,
     "afp reuters bloomberg cctv tass xinhua kyodo nhk cnn bbc nbc cbs abc "
     "itar-tass interfax yonhap ria anadolu efe dpa ansa aljazeera jiji "
     "news daily tv agency times radio television channel newspaper network "
     "al-jazeera npr cgtn pti ani ap cri anews"},
    {LEX_NO_LABEL,
     "note notes address date dates background subject from to re cc "
     "attention fact sheet contact tel phone fax email e-mail website web "
     "source sources photo photos video watch read more see also related "
     "example instance summary overview conclusion introduction title time "
     "place venue location agenda topic topics theme section article chapter "
     "annex appendix update updates correction clarification warning "
     "important deadline price prices total result results step steps goal "
     "goals action actions impact key next end begin purpose policy "
     "definition definitions findings recommendation recommendations "
     "washington moscow tokyo beijing london paris brussels geneva "
     "objective objectives progress commitment commitments tags category "
     "language languages share print search menu home languages available "
     "transcript remarks statement release readout briefing participants "
     "attendees members present exclusive breaking opinion analysis "
     "примечание справка фото видео источник адрес дата тема remarque date "
     "objet contact lieu nota fecha lugar memorandum proclamation order "
     "whereas provided resolved"},
    {LEX_MEETING,
     "meeting meetings talks summit consultation consultations dialogue "
     "visit visits conference call calls joint negotiation negotiations "
     "readout discussion discussions meet met bilateral trilateral "
     "conversation communiqué communique declaration spoke "
     "переговоры переговоров переговорах встреча встрече встречи визит визите "
     "консультации консультаций беседа беседе разговор разговоре "
     "rencontre entretien entretiens réunion visite sommet conférence "
     "dialogue reunión encuentro visita cumbre treffen gespräch besuch"},
};

static size_t lower_into(char *out, struct slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.bytes[i];

        if (c >= 'A' && c <= 'Z') {
            out[i] = (char)(c | 0x20);
        } else if (i > 0 && (unsigned char)word.bytes[i - 1] == 0xD0 &&
                   c >= 0x90 && c <= 0xAF) { /* А-Я */
            out[i] = (char)(c < 0xA0 ? c + 0x20 : c - 0x20);
            if (c >= 0xA0)
                out[i - 1] = (char)0xD1;
        } else if (i > 0 && (unsigned char)word.bytes[i - 1] == 0xC3 &&
                   c >= 0x80 && c <= 0x9E) { /* À-Þ */
            out[i] = (char)(c + 0x20);
        } else {
            out[i] = (char)c;
        }
    }
    return word.len;
}

static struct entry slots[SLOTS];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Words are short: FNV-1a in 32 bits will do. */
static size_t slot_at(struct slice word)
{
    uint32_t hash = 0x811c9dc5U;

    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.bytes[i]) * 0x01000193U;
    return (hash ^ hash >> 15) % SLOTS;
}

static struct entry *find(struct slice word)
{
    size_t at = slot_at(word);

    while (slots[at].word.bytes && !slice_equal(slots[at].word, word))
        at = (at + 1) % SLOTS;
    return &slots[at];
}

static void build(void)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        struct slice rest = slice_of(lists[i].words), word;

        while (slice_next(&rest, ' ', &word)) {
            struct entry *entry = find(word);

            entry->word = word;
            entry->flags |= lists[i].flags;
        }
    }
}

unsigned lexicon_look(struct slice word)
{
    char lower[WORD_BYTES_MOST];
    struct slice key = {lower, 0};

    pthread_once(&once, build);
    if (!word.len || word.len > WORD_BYTES_MOST)
        return 0;
    key.len = lower_into(lower, word);
    return find(key)->flags;
}
