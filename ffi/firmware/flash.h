// Two sectors that behave as flash does: erased to 0xff, written once, then cleared at most.
#ifndef FLASH_H
#define FLASH_H

#include "doorward.h"

enum { SECTOR_LENGTH = 2048 };

// The flash, for `dw_journal_mount`.
dw_flash flash(void);

#endif
