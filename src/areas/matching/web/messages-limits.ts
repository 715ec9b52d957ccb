import { defineMessages } from '../../../kernel/messages.ts';

/** Words of a run in which the money of budgets, or what several take along, had to be divided. */
export const limits = defineMessages({
  zh: {
    'matching.how.proofLimits': '每一条规则、每一笔预算、每一份共用的资源都核对过，账也重新算过；不算这些限度时最好能到哪里，也证明过，谁也超不过它。',
    'matching.limits.title': '预算和共用的资源',
    'matching.limits.lead': '照最好的配法，{{count}} 家组织这个月的钱不够。钱怎么分，另外算过；分定以后，全部清单再对接一遍。', 'matching.limits.lead_one': '照最好的配法，{{count}} 家组织这个月的钱不够。钱怎么分，另外算过；分定以后，全部清单再对接一遍。',
    'matching.limits.shared.lead': '照最好的配法，{{count}} 项几家共用的资源不够分：每去一次都要用它，它自己接的也算在内。分给谁，另外算过；分定以后，全部清单再对接一遍。', 'matching.limits.shared.lead_one': '照最好的配法，{{count}} 项几家共用的资源不够分：每去一次都要用它，它自己接的也算在内。分给谁，另外算过；分定以后，全部清单再对接一遍。', 'matching.limits.shared.resource': '共用的资源', 'matching.limits.shared.left': '还有（份）', 'matching.limits.shared.asked': '本来要（份）', 'matching.limits.shared.spent': '现在用（份）',
    'matching.limits.organization': '组织', 'matching.limits.left': '还能花', 'matching.limits.asked': '本来要', 'matching.limits.spent': '现在用',
    'matching.limits.again': '为此重新决定了 {{count}} 项需求，', 'matching.limits.again_one': '为此重新决定了 {{count}} 项需求，',
    'matching.limits.best': '别的需求都不受牵连：在这些限度之内，没有更好的配法。', 'matching.limits.part': '在这一部分里，这样分是最好的；牵连到的其余需求没有再动。', 'matching.limits.given': '没有来得及算到最好，先照优先分最低的让出。',
    'matching.limits.bound': '不算这些限度的最好配法，谁也超不过。和它比，至多差{{gap}}。', 'matching.limits.none': '结果和不算这些限度一样好。',
    'matching.limits.gap.floor': ' {{amount}} 份保底', 'matching.limits.gap.points': ' {{amount}} 优先分', 'matching.limits.gap.stale': ' {{amount}} 份可靠的能力', 'matching.limits.gap.cost': ' {{amount}} 的路程和费用',
    'matching.limits.without': '不算限度', 'matching.limits.within': '在限度之内',
    'matching.forecast.divided': '预计是至少', 'matching.forecast.dividedWords': '有组织的预算不够，或几家共用的资源不够分：预计时照原来的分法，重新对接时重新分，结果可能更好。预算已用完的、共用的那项已排满的，自己添再多份也没有用，不算进预计。',
    'matching.compare.divided': '推演里有组织的预算或几家共用的资源不够，重新分过；至多差多少，看“怎么算的”。',
    'matching.pinLack.budget': '对方这个月的预算还差 {{money}}', 'matching.pinLack.cap': '对方的承接上限还差 {{count}} 例', 'matching.pinLack.cap_one': '对方的承接上限还差 {{count}} 例', 'matching.pinLack.shared': '一起用的那项资源还差 {{count}} 份', 'matching.pinLack.shared_one': '一起用的那项资源还差 {{count}} 份', 'matching.pinLack.places': '名额还差 {{count}} 份', 'matching.pinLack.places_one': '名额还差 {{count}} 份',
    'matching.pinOnlyIf': '{{lacks}}：提高了，指定才办得到。', 'matching.pinnedLacks': '已指定。但{{lacks}}，提高了下次对接才会照办。', 'matching.pinDefeated': '上次对接没能照办：{{lacks}}。请对方提高后重新对接，或解除这条指定。',
    'matching.pinMineLacks': '您已把这项需求指定给“{{provider}}”，但办不到：{{lacks}}。请对方提高后重新对接；要接受现在这条，请先解除指定。', 'matching.pinTheirsLacks': '{{who}} 已把这项需求指定给“{{provider}}”，但办不到：{{lacks}}。请对方提高后重新对接；要接受现在这条，请先解除指定。',
  },
  en: {
    'matching.how.proofLimits': 'Every rule, every budget and everything that is shared has been gone through, and every sum counted again; how good it could be without these limits is proven, too, and nothing can beat that.',
    'matching.limits.title': 'Budgets and shared resources',
    'matching.limits.lead': 'For the best pairing {{count}} organisations have not the money this month. How it is divided was decided by itself; with that settled, the whole lists were matched again.', 'matching.limits.lead_one': 'For the best pairing {{count}} organisation has not the money this month. How it is divided was decided by itself; with that settled, the whole lists were matched again.',
    'matching.limits.shared.lead': 'For the best pairing there is not enough of {{count}} resources that several share: each visit takes them along, and what they serve by themselves counts, too. Who has them was decided by itself; with that settled, the whole lists were matched again.', 'matching.limits.shared.lead_one': 'For the best pairing there is not enough of {{count}} resource that several share: each visit takes it along, and what it serves by itself counts, too. Who has it was decided by itself; with that settled, the whole lists were matched again.', 'matching.limits.shared.resource': 'Shared resource', 'matching.limits.shared.left': 'Units left', 'matching.limits.shared.asked': 'Would have taken', 'matching.limits.shared.spent': 'Takes now',
    'matching.limits.organization': 'Organisation', 'matching.limits.left': 'Can spend', 'matching.limits.asked': 'Would have taken', 'matching.limits.spent': 'Spends now',
    'matching.limits.again': '{{count}} needs were decided again for it. ', 'matching.limits.again_one': '{{count}} need was decided again for it. ',
    'matching.limits.best': 'No other need is touched: within these limits there is no better pairing.', 'matching.limits.part': 'Among these it could not be divided better; others that they touch were left as they were.', 'matching.limits.given': 'The best was not reached in time: the needs of least priority gave way.',
    'matching.limits.bound': 'Even without these limits, no pairing could do better than this one by more than {{gap}}.', 'matching.limits.none': 'It came out as good as without these limits.',
    'matching.limits.gap.floor': '{{amount}} units towards the floors', 'matching.limits.gap.points': '{{amount}} priority points', 'matching.limits.gap.stale': '{{amount}} units of capacity to be relied on', 'matching.limits.gap.cost': '{{amount}} in ways and cost',
    'matching.limits.without': 'Without limits', 'matching.limits.within': 'Within limits',
    'matching.forecast.divided': 'foreseen is the least', 'matching.forecast.dividedWords': 'Some organisations have not the money, or there is not enough of what several share: what is foreseen keeps it divided as it was, and the new match divides it again and may do better. Units more of what has no money, or nothing left to take along, are worth nothing and are not foreseen.',
    'matching.compare.divided': 'Here some organisations have not the money, or there is not enough of what several share, and it was divided anew; how far from the best that may be stands under “How it was weighed”.',
    'matching.pinLack.budget': 'its budget for the month is {{money}} short', 'matching.pinLack.cap': 'its cap is {{count}} cases short', 'matching.pinLack.cap_one': 'its cap is {{count}} case short', 'matching.pinLack.shared': 'what goes along is {{count}} units short', 'matching.pinLack.shared_one': 'what goes along is {{count}} unit short', 'matching.pinLack.places': 'it is {{count}} places short', 'matching.pinLack.places_one': 'it is {{count}} place short',
    'matching.pinOnlyIf': 'A pin would be kept only once this is raised: {{lacks}}.', 'matching.pinnedLacks': 'Pinned, but the next run can keep to it only once this is raised: {{lacks}}.', 'matching.pinDefeated': 'The last run could not keep to it: {{lacks}}. Ask them to raise that and match again, or lift the pin.',
    'matching.pinMineLacks': 'You have pinned this need to “{{provider}}”, but that cannot be kept: {{lacks}}. Ask them to raise that and match again; to accept this one instead, lift the pin first.', 'matching.pinTheirsLacks': '{{who}} has pinned this need to “{{provider}}”, but that cannot be kept: {{lacks}}. Ask them to raise that and match again; to accept this one instead, lift the pin first.',
  },
});
