import { defineMessages } from '../../../kernel/messages.ts';

/** Words of a run in which the money of budgets, or what several take along, had to be divided. */
export const budgets = defineMessages({
  zh: {
    'matching.how.proofBudgets': '每一条规则、每一笔预算、每一份共用的资源都核对过，账也重新算过；不算这些限度时最好能到哪里，也证明过，谁也超不过它。',
    'matching.budgets.title': '预算和共用的资源',
    'matching.budgets.lead': '照最好的配法，{{count}} 家组织这个月的钱不够。钱怎么分，另外算过；分定以后，全部清单再对接一遍。', 'matching.budgets.lead_one': '照最好的配法，{{count}} 家组织这个月的钱不够。钱怎么分，另外算过；分定以后，全部清单再对接一遍。',
    'matching.budgets.shared.lead': '照最好的配法，{{count}} 项几家共用的资源不够分：每去一次都要用它，它自己接的也算在内。分给谁，另外算过；分定以后，全部清单再对接一遍。', 'matching.budgets.shared.lead_one': '照最好的配法，{{count}} 项几家共用的资源不够分：每去一次都要用它，它自己接的也算在内。分给谁，另外算过；分定以后，全部清单再对接一遍。', 'matching.budgets.shared.resource': '共用的资源', 'matching.budgets.shared.left': '还有（份）', 'matching.budgets.shared.asked': '本来要（份）', 'matching.budgets.shared.spent': '现在用（份）',
    'matching.budgets.organization': '组织', 'matching.budgets.left': '还能花', 'matching.budgets.asked': '本来要', 'matching.budgets.spent': '现在用',
    'matching.budgets.again': '为此重新决定了 {{count}} 项需求，', 'matching.budgets.again_one': '为此重新决定了 {{count}} 项需求，',
    'matching.budgets.best': '别的需求都不受牵连：在这些限度之内，没有更好的配法。', 'matching.budgets.part': '在这一部分里，这样分是最好的；牵连到的其余需求没有再动。', 'matching.budgets.given': '没有来得及算到最好，先照优先分最低的让出。',
    'matching.budgets.bound': '不算这些限度的最好配法，谁也超不过。和它比，至多差{{gap}}。', 'matching.budgets.none': '结果和不算这些限度一样好。',
    'matching.budgets.gap.floor': ' {{amount}} 份保底', 'matching.budgets.gap.points': ' {{amount}} 优先分', 'matching.budgets.gap.stale': ' {{amount}} 份可靠的能力', 'matching.budgets.gap.cost': ' {{amount}} 的路程和费用',
    'matching.budgets.without': '不算限度', 'matching.budgets.within': '在限度之内',
    'matching.forecast.divided': '预计是至少', 'matching.forecast.dividedWords': '有组织的预算不够，或几家共用的资源不够分：预计时照原来的分法，重新对接时重新分，结果可能更好。预算已用完的、共用的那项已排满的，自己添再多份也没有用，不算进预计。',
    'matching.compare.divided': '推演里有组织的预算或几家共用的资源不够，重新分过；至多差多少，看“怎么算的”。',
  },
  en: {
    'matching.how.proofBudgets': 'Every rule, every budget and everything that is shared has been gone through, and every sum counted again; how good it could be without these limits is proven, too, and nothing can beat that.',
    'matching.budgets.title': 'Budgets and shared resources',
    'matching.budgets.lead': 'For the best pairing {{count}} organisations have not the money this month. How it is divided was decided by itself; with that settled, the whole lists were matched again.', 'matching.budgets.lead_one': 'For the best pairing {{count}} organisation has not the money this month. How it is divided was decided by itself; with that settled, the whole lists were matched again.',
    'matching.budgets.shared.lead': 'For the best pairing there is not enough of {{count}} resources that several share: each visit takes them along, and what they serve by themselves counts, too. Who has them was decided by itself; with that settled, the whole lists were matched again.', 'matching.budgets.shared.lead_one': 'For the best pairing there is not enough of {{count}} resource that several share: each visit takes it along, and what it serves by itself counts, too. Who has it was decided by itself; with that settled, the whole lists were matched again.', 'matching.budgets.shared.resource': 'Shared resource', 'matching.budgets.shared.left': 'Units left', 'matching.budgets.shared.asked': 'Would have taken', 'matching.budgets.shared.spent': 'Takes now',
    'matching.budgets.organization': 'Organisation', 'matching.budgets.left': 'Can spend', 'matching.budgets.asked': 'Would have taken', 'matching.budgets.spent': 'Spends now',
    'matching.budgets.again': '{{count}} needs were decided again for it. ', 'matching.budgets.again_one': '{{count}} need was decided again for it. ',
    'matching.budgets.best': 'No other need is touched: within these limits there is no better pairing.', 'matching.budgets.part': 'Among these it could not be divided better; others that they touch were left as they were.', 'matching.budgets.given': 'The best was not reached in time: the needs of least priority gave way.',
    'matching.budgets.bound': 'Nothing can beat the best pairing without these limits. From that this is at most {{gap}} away.', 'matching.budgets.none': 'It came out as good as without these limits.',
    'matching.budgets.gap.floor': '{{amount}} units short of the floors', 'matching.budgets.gap.points': '{{amount}} priority points', 'matching.budgets.gap.stale': '{{amount}} units of capacity to be relied on', 'matching.budgets.gap.cost': '{{amount}} of ways and cost',
    'matching.budgets.without': 'Without limits', 'matching.budgets.within': 'Within limits',
    'matching.forecast.divided': 'foreseen is the least', 'matching.forecast.dividedWords': 'Some organisations have not the money, or there is not enough of what several share: what is foreseen keeps it divided as it was, and the new match divides it again and may do better. Units more of what has no money, or nothing left to take along, are worth nothing and are not foreseen.',
    'matching.compare.divided': 'Here some organisations have not the money, or there is not enough of what several share, and it was divided anew; how far from the best that may be stands under “How it was weighed”.',
  },
});
