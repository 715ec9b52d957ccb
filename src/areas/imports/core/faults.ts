import type { Kind } from './fields.ts';

/**
 * What a fault in a field does to its row. `refuse`: the row waits until somebody has put the cell right. `report`: the cell is named
 * and the rest imported. The rule behind it (decision 0002): what a record cannot do without, and what is there but wrong in a way that
 * would make another person, organisation or day of it, refuses; what is merely missing or unclear beside that is reported.
 */
export type Effect = 'refuse' | 'report';

type FaultTable = Record<string, Record<string, Effect>>;

const DAY = { dateUnreadable: 'refuse', dateImpossible: 'refuse', dateIncomplete: 'refuse', dateAmbiguous: 'refuse', dateFuture: 'refuse', dateImplausible: 'refuse' } as const;
const DAY_REPORTED = { dateUnreadable: 'report', dateImpossible: 'report', dateIncomplete: 'report', dateAmbiguous: 'report', dateFuture: 'report', dateImplausible: 'report' } as const;
const PLACE = { missing: 'refuse', cellError: 'refuse', unknownPlace: 'refuse', ambiguousPlace: 'refuse', placeElsewhere: 'refuse', placeNotCommunity: 'refuse', placeDisagrees: 'refuse', dittoOfNothing: 'refuse' } as const;
const PHONE = { phoneLength: 'report', phoneCharacters: 'report', phoneCut: 'report', cellError: 'report', dittoOfNothing: 'report' } as const;
const WORD = { unknownWord: 'report', cellError: 'report', dittoOfNothing: 'report' } as const;

export const FAULTS: Record<Kind, FaultTable> = {
  needs: {
    name: { missing: 'refuse', notAName: 'refuse', severalNames: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    // A missing number is no fault; a wrong one, left out, would make a second person of somebody who is known.
    residentId: { residentIdCut: 'refuse', residentIdLength: 'refuse', residentIdCharacters: 'refuse', residentIdDate: 'refuse', residentIdFuture: 'refuse', residentIdCheck: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse', residentIdOld: 'report', residentIdVeryOld: 'report', personDisagrees: 'refuse' },
    place: PLACE,
    address: { cellError: 'report', dittoOfNothing: 'report' },
    item: { missing: 'refuse', unknownWord: 'refuse', severalItems: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    heardOn: { ...DAY, missing: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    urgency: { ...WORD, missing: 'report' },
    language: WORD,
    channel: WORD,
    county: { unknownWord: 'report' },
    sex: { ...WORD, sexDisagrees: 'report' },
    age: { ageDisagrees: 'report', notANumber: 'report' },
    birthDate: { ...DAY_REPORTED, dateIncomplete: 'report', birthDateDisagrees: 'report', cellError: 'report' },
    phone: PHONE,
  },
  resources: {
    provider: { missing: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    kind: { missing: 'refuse', unknownWord: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    items: { missing: 'refuse', unknownWord: 'refuse', someUnknownWord: 'report', cellError: 'refuse', dittoOfNothing: 'refuse' },
    // 若干 is an offer whose size must be asked before matching counts on it; the offer itself stands.
    quantity: { missing: 'report', quantityUnsaid: 'report', quantityUnreadable: 'report', quantityWithoutUnit: 'report', cellError: 'report', dittoOfNothing: 'report' },
    reach: { missing: 'report', unknownPlace: 'report', ambiguousPlace: 'report', placeElsewhere: 'report', placeNotCommunity: 'report', placeDisagrees: 'report', reachUnreadable: 'report', bannerUnknown: 'refuse', nothingLeft: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    county: { unknownWord: 'report' },
    times: { timeUnreadable: 'report', cellError: 'report' },
    language: WORD,
    providerKind: WORD,
    phone: PHONE,
    validUntil: { ...DAY, cellError: 'refuse', dittoOfNothing: 'refuse' },
    validFrom: { ...DAY_REPORTED, cellError: 'report' },
  },
  organizations: {
    name: { missing: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse', nameDisagrees: 'refuse' },
    uscc: { missing: 'report', usccLength: 'refuse', usccCharacter: 'refuse', usccCheck: 'refuse', usccCut: 'refuse', cellError: 'refuse', dittoOfNothing: 'refuse' },
    kind: { missing: 'report', unknownWord: 'refuse', kindDisagrees: 'refuse', cellError: 'refuse' },
    authority: { unknownWord: 'report', cellError: 'report' },
    // A month without a day says nothing wrong; the record waits for the day.
    registeredOn: { ...DAY, dateIncomplete: 'report', cellError: 'refuse', dittoOfNothing: 'refuse' },
    grade: { unknownWord: 'report', cellError: 'report' },
    gradeUntil: { ...DAY, cellError: 'refuse', dittoOfNothing: 'refuse', gradeWithoutEnd: 'report' },
    isSocialWorkAgency: WORD,
    partyOrganization: WORD,
    phone: PHONE,
  },
};

/** What the table says of a fault; whatever it does not name is reported. */
export const effectOf = (kind: Kind, field: string, code: string): Effect => FAULTS[kind][field]?.[code] ?? 'report';
