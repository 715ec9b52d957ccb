import { defineMessages } from '../../../kernel/messages.ts';

/** What the server says too: refusals. */
export const messages = defineMessages({
  zh: {
    'matching.refusal.runEnded': '这次对接已经结束，不用再取消。请刷新看看结果。',
    'matching.refusal.runNotProven': '这次对接没有算成，不能在它上面推演。请换一次已证明的。',
    'matching.refusal.proposalDecided': '这条对接建议已经有人处理过了。请刷新看看。',
    'matching.refusal.vetoNeedsWords': '选了“其他原因”，请写一句是什么原因，下次对接才说得清为什么避开。',
    'matching.refusal.pinNeedClosed': '这条需求现在不是待对接状态，不用再指定。请刷新看看。',
    'matching.refusal.pinItemNotOffered': '“{{provider}}”不提供这个事项，指定了也用不上。请换一个资源，或先在资源里加上这个事项。',
    'matching.refusal.ruleLifted': '这条指定或排除已经解除过了。请刷新看看。',
  },
  en: {
    'matching.refusal.runEnded': 'This run has ended already, so there is nothing to cancel. Reload to see how it went.',
    'matching.refusal.runNotProven': 'This run came to nothing, so nothing can be tried on it. Choose one that is proven.',
    'matching.refusal.proposalDecided': 'Somebody has decided this proposal already. Please reload.',
    'matching.refusal.vetoNeedsWords': 'You chose “another reason”: please say in a sentence what it is, so that the next run can tell why it keeps them apart.',
    'matching.refusal.pinNeedClosed': 'This need is no longer waiting to be matched, so it needs no pin. Please reload.',
    'matching.refusal.pinItemNotOffered': '“{{provider}}” does not offer this, so the pin could never be kept. Choose another resource, or add the item to it first.',
    'matching.refusal.ruleLifted': 'This pin or veto has been lifted already. Please reload.',
  },
});
