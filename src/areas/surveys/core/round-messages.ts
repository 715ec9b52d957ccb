/** Why something about a round is refused, and what to do next. */
export const roundRefusals = {
  zh: {
    'surveys.refusal.roundEndsEarly': '截止日期早于开始日期 {{fromOn}}，请改晚一些。', 'surveys.refusal.roundEndsBeforeToday': '截止日期已过（今天 {{today}}），请选今天或以后。',
    'surveys.refusal.roundNotRunning': '这轮调查不在进行中，现在不能登记。未开始的请负责人先开始；已结束的请在“登记需求”里单独登记。', 'surveys.refusal.undoneLeft': '还有 {{waiting}} 户（人）没有去过，{{again}} 户（人）约了再来。确认就此结束，请勾选后再按一次。',
    'surveys.refusal.frameEmpty': '这个范围里没有符合条件的住户或居民。请放宽条件，或先登记、导入居民。', 'surveys.refusal.frameTooLarge': '符合条件的有 {{frame}}，一轮最多调查 {{limit}}。请填抽样数量，或缩小范围。',
    'surveys.refusal.sampleTooSmall': '抽样数量太少：每个社区至少要抽两个，这个范围至少要 {{least}}。请另建一轮，把数量改大或范围改小。', 'surveys.refusal.channelNotOfRound': '这轮调查没有选用这种方式。请换一种方式登记。', 'surveys.refusal.outcomeOfAnotherChannel': '这种结果不属于这种方式，请重新选择。',
    'surveys.refusal.whenAgain': '请写明哪天再来。', 'surveys.refusal.againInPast': '再来的日期已过（今天 {{today}}），请选今天或以后。', 'surveys.refusal.againAfterRound': '再来的日期在调查截止日（{{untilOn}}）之后。请选早一些，或请负责人延长调查。',
    'surveys.refusal.needsHeardHere': '这里已听到 {{needs}} 项需求，不能改记为没问到。如需求记错了，请到需求页面关闭。', 'surveys.refusal.notOfThisDoor': '这位居民不在这一户。请从名单里选，或在“登记需求”里单独登记。',
    'surveys.refusal.heldInFuture': '座谈日期还没到（今天 {{today}}），开完再登记。', 'surveys.refusal.heldBeforeRound': '座谈日期早于这轮调查开始的日子（{{fromOn}}），请核对日期，或在“登记需求”里单独登记。', 'surveys.refusal.roundNotHere': '这轮调查由上级负责，请由负责的站点操作。', 'surveys.refusal.placeOutsideRound': '这个社区不在本轮调查范围内，请在范围内选。',
    'surveys.refusal.questionnaireMissing': '选了问卷方式，请指定用哪份问卷。', 'surveys.refusal.notAgreed': '没有本人同意，不能记在本人名下。请勾选同意，或不选人、记为社区的需求。',
    'surveys.refusal.questionnaireNotOfRound': '这份问卷不是这轮调查的问卷。请从调查的“问卷”里打开填写。', 'surveys.refusal.askedBeforeRound': '询问日期早于这轮调查开始的日子（{{begunOn}}），请核对日期。', 'surveys.refusal.linkBeyondRound': '这轮调查到 {{untilOn}} 截止，链接请不要晚于这一天。',
    'surveys.refusal.questionnaireIsNewest': '这轮调查用的已经是最新一版（第 {{version}} 版）。', 'surveys.refusal.answererNamed': '这份答卷是谁答的已经定下，需求也已登记。',
    'surveys.refusal.roundTooEarly': '还没到开始的日子（{{fromOn}}），到那天再开始。',
  },
  en: {
    'surveys.refusal.roundEndsEarly': 'The last day is before the first, {{fromOn}}; choose a later one.', 'surveys.refusal.roundEndsBeforeToday': 'That last day has passed (today is {{today}}); choose today or later.',
    'surveys.refusal.roundNotRunning': 'This round is not running, so nothing can be noted in it now. Before its start, ask whoever leads it to begin; after its end, record a need by itself.', 'surveys.refusal.undoneLeft': 'Nobody has tried {{waiting}} yet, and {{again}} are to be tried again. If the round is to end all the same, tick so and press again.',
    'surveys.refusal.frameEmpty': 'Nobody on record here meets the condition. Ask for less, or register or import residents first.', 'surveys.refusal.frameTooLarge': '{{frame}} meet the condition, and one round asks {{limit}} at most. Draw a sample, or choose a smaller area.',
    'surveys.refusal.sampleTooSmall': 'The sample is too small: two of each community are the least, here {{least}}. Plan another round with more, or for a smaller area.', 'surveys.refusal.channelNotOfRound': 'This round does not use that way of asking. Choose another.', 'surveys.refusal.outcomeOfAnotherChannel': 'That outcome does not belong to this way of asking; choose again.',
    'surveys.refusal.whenAgain': 'Say on which day to try again.', 'surveys.refusal.againInPast': 'That day has passed (today is {{today}}); choose today or later.', 'surveys.refusal.againAfterRound': 'That is after the round’s last day ({{untilOn}}). Choose an earlier day, or ask whoever leads the round to extend it.',
    'surveys.refusal.needsHeardHere': '{{needs}} needs were heard here, so it cannot be noted as not reached. If a need was a mistake, close it on its own page.', 'surveys.refusal.notOfThisDoor': 'That resident does not live here. Choose from the list, or record the need by itself.',
    'surveys.refusal.heldInFuture': 'That day is still to come (today is {{today}}); record the discussion when it has been held.', 'surveys.refusal.heldBeforeRound': 'That is before the round began ({{fromOn}}). Check the day, or record the needs by themselves.', 'surveys.refusal.roundNotHere': 'This round is led by a level above; the station that leads it has to do this.', 'surveys.refusal.placeOutsideRound': 'That community is not part of this round; choose one that is.',
    'surveys.refusal.questionnaireMissing': 'A questionnaire is to be used: say which one.', 'surveys.refusal.notAgreed': 'Without agreement it cannot be recorded under a name. Tick the agreement, or choose nobody and it is a need of the community.',
    'surveys.refusal.questionnaireNotOfRound': 'This is not the questionnaire of the round. Open it under “Questionnaire” of the round.', 'surveys.refusal.askedBeforeRound': 'That is before the round began ({{begunOn}}); check the day.', 'surveys.refusal.linkBeyondRound': 'The round ends on {{untilOn}}; choose that day or an earlier one.',
    'surveys.refusal.questionnaireIsNewest': 'The round asks by the newest version already ({{version}}).', 'surveys.refusal.answererNamed': 'Who answered has been said already, and the needs are recorded.',
    'surveys.refusal.roundTooEarly': 'Its first day is {{fromOn}}; begin it then.',
  },
};
