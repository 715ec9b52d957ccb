import { defineMessages } from '../../../kernel/messages.ts';

export const messages = defineMessages({
  zh: {
    'divisions.phones': '服务电话', 'divisions.phonesLead': '印在居民的确认纸条上，也写在居民的确认页上。哪个社区没有，就用它上面最近的一个。',
    'divisions.phone': '服务电话', 'divisions.phoneHint': '座机带区号，如 0477-8591234；留空就是不再公布。', 'divisions.phoneNone': '没有', 'divisions.phoneFrom': '用{{place}}的 {{phone}}', 'divisions.phoneSet': '登记', 'divisions.phoneChange': '修改', 'divisions.phoneOf': '{{place}}的服务电话', 'divisions.phoneDone': '已登记，新打印的纸条就用它。', 'divisions.phoneGone': '已不再公布。',
    'divisions.shade.none': '没有', 'divisions.shade.1': '很少', 'divisions.shade.2': '较少', 'divisions.shade.3': '中等', 'divisions.shade.4': '较多', 'divisions.shade.5': '最多', 'divisions.mapNote': '示意图：方位大致如实，大小不代表面积。',
  },
  en: {
    'divisions.phones': 'Service phones', 'divisions.phonesLead': 'Printed on the residents’ slips and shown on their page. A community without one gives the nearest above it.',
    'divisions.phone': 'Service telephone', 'divisions.phoneHint': 'A landline with its area code: 0477-8591234. Left empty, none is given any more.', 'divisions.phoneNone': 'none', 'divisions.phoneFrom': 'gives that of {{place}}: {{phone}}', 'divisions.phoneSet': 'Enter', 'divisions.phoneChange': 'Change', 'divisions.phoneOf': 'Service telephone of {{place}}', 'divisions.phoneDone': 'Entered; slips printed from now on give it.', 'divisions.phoneGone': 'It is given no more.',
    'divisions.shade.none': 'none', 'divisions.shade.1': 'very few', 'divisions.shade.2': 'few', 'divisions.shade.3': 'medium', 'divisions.shade.4': 'many', 'divisions.shade.5': 'most', 'divisions.mapNote': 'Schematic: directions are roughly true, sizes are not.',
  },
});
