#include "indexer/issuer_table.h"

#define RUSSIAN_MFA "Ministry of Foreign Affairs of the Russian Federation"
#define JAPAN_MFA   "Ministry of Foreign Affairs of Japan"
#define CHINA_MFA                                                              \
    "Ministry of Foreign Affairs of the People's Republic of China"
#define KOREA_MFA   "Ministry of Foreign Affairs of the Republic of Korea"
#define UKRAINE_MFA "Ministry of Foreign Affairs of Ukraine"
#define INDIA_MEA   "Ministry of External Affairs of India"
#define FRANCE_MFA  "Ministry for Europe and Foreign Affairs of France"
#define GERMANY_FO  "Federal Foreign Office"
#define BRITAIN_FO  "Foreign, Commonwealth & Development Office"
#define CANADA_GAC  "Global Affairs Canada"
#define US_STATE    "U.S. Department of State"
#define WHITE_HOUSE "The White House"
#define KREMLIN     "President of Russia"
#define EEAS        "European External Action Service"

/* clang-format off */
const struct issuer_mark issuer_hosts[] = {
    {".mofa.go.jp", JAPAN_MFA, "Japan"},
    {".mod.go.jp", "Ministry of Defense of Japan", "Japan"},
    {".kantei.go.jp", "Prime Minister's Office of Japan", "Japan"},
    {".japan.go.jp", "Government of Japan", "Japan"},
    {".mid.ru", RUSSIAN_MFA, "Russia"},
    {".kremlin.ru", KREMLIN, "Russia"},
    {".government.ru", "Government of the Russian Federation", "Russia"},
    {".mil.ru", "Ministry of Defence of the Russian Federation", "Russia"},
    {".state.gov", US_STATE, "United States"},
    {".whitehouse.gov", WHITE_HOUSE, "United States"},
    {"whitehouse.archives.gov", WHITE_HOUSE, "United States"},
    {".defense.gov", "U.S. Department of Defense", "United States"},
    {".usembassy.gov", "", "United States"},
    {".usun.state.gov", "U.S. Mission to the United Nations", "United States"},
    {".fmprc.gov.cn", CHINA_MFA, "China"},
    {".mfa.gov.cn", CHINA_MFA, "China"},
    {".mod.gov.cn", "Ministry of National Defense of China", "China"},
    {".diplomatie.gouv.fr", FRANCE_MFA, "France"},
    {".elysee.fr", "Presidency of the French Republic", "France"},
    {".auswaertiges-amt.de", GERMANY_FO, "Germany"},
    {".bundesregierung.de", "Federal Government of Germany", "Germany"},
    {".gov.uk", "", "United Kingdom"},
    {".international.gc.ca", CANADA_GAC, "Canada"},
    {".pm.gc.ca", "Prime Minister of Canada", "Canada"},
    {".esteri.it", "Ministry of Foreign Affairs of Italy", "Italy"},
    {".exteriores.gob.es", "Ministry of Foreign Affairs of Spain", "Spain"},
    {".mofa.go.kr", KOREA_MFA, "South Korea"},
    {".mofat.go.kr", KOREA_MFA, "South Korea"},
    {".president.go.kr", "President of the Republic of Korea", "South Korea"},
    {".mea.gov.in", INDIA_MEA, "India"},
    {".dfat.gov.au", "Department of Foreign Affairs and Trade of Australia", "Australia"},
    {".foreignminister.gov.au", "Minister for Foreign Affairs of Australia", "Australia"},
    {".mfat.govt.nz", "Ministry of Foreign Affairs and Trade of New Zealand", "New Zealand"},
    {".president.gov.ua", "President of Ukraine", "Ukraine"},
    {".eeas.europa.eu", EEAS, "European Union"},
    {".consilium.europa.eu", "Council of the European Union", "European Union"},
    {".ec.europa.eu", "European Commission", "European Union"},
    {".europa.eu", "", "European Union"},
    {".nato.int", "NATO", "NATO"},
    {".un.org", "United Nations", "United Nations"},
    {".osce.org", "OSCE", "OSCE"},
    {".iaea.org", "IAEA", "IAEA"},
    {".asean.org", "ASEAN", "ASEAN"},
    {".au.int", "African Union", "African Union"},
    {".icrc.org", "ICRC", "ICRC"},
    {".odkb-csto.org", "CSTO", "CSTO"},
};

const struct issuer_mark issuer_offices[] = {
    {"Information and Press Department", RUSSIAN_MFA, "Russia"},
    {"Департамент информации и печати", RUSSIAN_MFA, "Russia"},
    {"Департамента информации и печати", RUSSIAN_MFA, "Russia"},
    {"официального представителя МИД России", RUSSIAN_MFA, "Russia"},
    {"Пресс-служба Президента России", KREMLIN, "Russia"},
    {"Presidential Press and Information Office", KREMLIN, "Russia"},
    {"Events • President", KREMLIN, "Russia"},
    {"Office of the Spokesperson", US_STATE, "United States"},
    {"Office of the Press Secretary", WHITE_HOUSE, "United States"},
    {"James S. Brady Press Briefing Room", WHITE_HOUSE, "United States"},
    {"Department Press Briefing", US_STATE, "United States"},
    {"EEAS Press Team", EEAS, "European Union"},
    {"High Representative on behalf of the EU", EEAS, "European Union"},
    {"High Representative on behalf of the European Union", EEAS, "European Union"},
    {"NATO Press Office", "NATO", "NATO"},
    {"外交部发言人", CHINA_MFA, "China"},
    {"外務報道官", JAPAN_MFA, "Japan"},
    {"外務省報道発表", JAPAN_MFA, "Japan"},
    {"외교부 대변인", KOREA_MFA, "South Korea"},
    {"Korean Central News Agency", "Korean Central News Agency", "North Korea"},
};

const struct issuer_mark issuer_names[] = {
    {"МИД России", RUSSIAN_MFA, "Russia"},
    {"Министерство иностранных дел Российской Федерации", RUSSIAN_MFA, "Russia"},
    {"Министерство иностранных дел России", RUSSIAN_MFA, "Russia"},
    {"Президент России", KREMLIN, "Russia"},
    {"President of Russia", KREMLIN, "Russia"},
    {"Foreign Ministry of Russia", RUSSIAN_MFA, "Russia"},
    {"MFA Russia", RUSSIAN_MFA, "Russia"},
    {"外務省", JAPAN_MFA, "Japan"},
    {"日本国外務省", JAPAN_MFA, "Japan"},
    {"首相官邸", "Prime Minister's Office of Japan", "Japan"},
    {"MOFA Japan", JAPAN_MFA, "Japan"},
    {"中华人民共和国外交部", CHINA_MFA, "China"},
    {"대한민국 외교부", KOREA_MFA, "South Korea"},
    {"The White House", WHITE_HOUSE, "United States"},
    {"White House", WHITE_HOUSE, "United States"},
    {"U.S. Department of State", US_STATE, "United States"},
    {"US Department of State", US_STATE, "United States"},
    {"United States Department of State", US_STATE, "United States"},
    {"U.S. Department of Defense", "U.S. Department of Defense", "United States"},
    {"Quai d'Orsay", FRANCE_MFA, "France"},
    {"France Diplomatie", FRANCE_MFA, "France"},
    {"Ministère de l'Europe et des Affaires étrangères", FRANCE_MFA, "France"},
    {"Ministère de l’Europe et des Affaires étrangères", FRANCE_MFA, "France"},
    {"Ministère des Affaires étrangères", FRANCE_MFA, "France"},
    {"Présidence de la République française", "Presidency of the French Republic", "France"},
    {"Auswärtiges Amt", GERMANY_FO, "Germany"},
    {"Federal Foreign Office", GERMANY_FO, "Germany"},
    {"FCDO", BRITAIN_FO, "United Kingdom"},
    {"Foreign, Commonwealth & Development Office", BRITAIN_FO, "United Kingdom"},
    {"Foreign, Commonwealth and Development Office", BRITAIN_FO, "United Kingdom"},
    {"Foreign & Commonwealth Office", "Foreign & Commonwealth Office", "United Kingdom"},
    {"Foreign and Commonwealth Office", "Foreign & Commonwealth Office", "United Kingdom"},
    {"Prime Minister's Office, 10 Downing Street", "Prime Minister's Office of the United Kingdom", "United Kingdom"},
    {"Prime Minister’s Office, 10 Downing Street", "Prime Minister's Office of the United Kingdom", "United Kingdom"},
    {"Global Affairs Canada", CANADA_GAC, "Canada"},
    {"МЗС України", UKRAINE_MFA, "Ukraine"},
    {"MFA of Ukraine", UKRAINE_MFA, "Ukraine"},
    {"European External Action Service", EEAS, "European Union"},
    {"EEAS", EEAS, "European Union"},
    {"Council of the EU", "Council of the European Union", "European Union"},
    {"Council of the European Union", "Council of the European Union", "European Union"},
    {"North Atlantic Treaty Organization", "NATO", "NATO"},
    {"Government of Japan", "Government of Japan", "Japan"},
};
/* clang-format on */

const size_t issuer_hosts_count = COUNT_OF(issuer_hosts);
const size_t issuer_offices_count = COUNT_OF(issuer_offices);
const size_t issuer_names_count = COUNT_OF(issuer_names);
