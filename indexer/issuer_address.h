/* issuer_address.h - whose site a page is of, by the host of its URL. */
#ifndef INDEXER_ISSUER_ADDRESS_H
#define INDEXER_ISSUER_ADDRESS_H

#include "common/str.h"

/* The issuer of a known host and its side; of another government's host
 * ("mfa.gov.xx") the side alone, the issuer unknown. False: the URL tells
 * nothing. The texts live for ever. */
bool issuer_address_read(struct slice url, struct slice *issuer,
                         struct slice *side);

#endif
