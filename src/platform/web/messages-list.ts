import { defineMessages } from '../../kernel/messages.ts';

/** The words of lists. */
export const listMessages = defineMessages({
  zh: {
    'platform.list.views': '视图', 'platform.list.filters': '筛选', 'platform.list.clear': '清除筛选', 'platform.list.clearOne': '去掉“{{what}}”', 'platform.list.all': '全部', 'platform.list.from': '从', 'platform.list.to': '到',
    'platform.list.columns': '列', 'platform.list.columnsHint': '勾选要看的列；图钉把列固定在左边。', 'platform.list.pin': '固定“{{column}}”', 'platform.list.unpin': '不再固定“{{column}}”', 'platform.list.columnsReset': '恢复原样', 'platform.list.dense': '紧凑行', 'platform.list.roomy': '宽松行', 'platform.list.rowHeight': '行高',
    'platform.list.export': '导出', 'platform.list.exportCsv': 'CSV 文件', 'platform.list.exportXlsx': 'Excel 工作簿', 'platform.list.exporting': '正在导出 {{done}} / {{total}}', 'platform.list.exported': '已导出 {{count}} 条', 'platform.list.exported_one': '已导出 {{count}} 条', 'platform.list.exportWhat': '所见即所得：现在的筛选、排序和列', 'platform.list.exportFailed': '没有导出：{{why}}', 'platform.list.tooMany': '超过 {{limit}} 条，请先缩小筛选范围',
    'platform.list.selected': '已选 {{count}} 条', 'platform.list.selected_one': '已选 {{count}} 条', 'platform.list.unselect': '取消选择', 'platform.list.selectAll': '选择已读取的全部', 'platform.list.selectRow': '选择：{{row}}',
    'platform.list.empty': '这里还没有内容', 'platform.list.emptyFiltered': '没有符合筛选的内容', 'platform.list.emptyFilteredWhy': '现在的筛选：{{filters}}', 'platform.list.fromHere': '从列表中间开始显示。', 'platform.list.fromStart': '从头看',
    'platform.list.sortUp': '升序', 'platform.list.sortDown': '降序', 'platform.list.sort': '按“{{column}}”排序', 'platform.list.loadingMore': '正在读取更多…', 'platform.list.end': '已到末尾', 'platform.list.open': '打开', 'platform.list.rowActions': '选中后可做', 'platform.list.moreFailed': '后面的没有读到', 'platform.list.done': '完成 {{done}} 条', 'platform.list.someRefused': '完成 {{done}} 条，{{refused}} 条未办成：{{why}}', 'platform.list.moreFilters': '更多筛选',
  },
  en: {
    'platform.list.views': 'Views', 'platform.list.filters': 'Filters', 'platform.list.clear': 'Clear filters', 'platform.list.clearOne': 'Drop “{{what}}”', 'platform.list.all': 'All', 'platform.list.from': 'From', 'platform.list.to': 'To',
    'platform.list.columns': 'Columns', 'platform.list.columnsHint': 'Tick what you want to see; a pin keeps a column at the left.', 'platform.list.pin': 'Pin “{{column}}”', 'platform.list.unpin': 'Unpin “{{column}}”', 'platform.list.columnsReset': 'As it was', 'platform.list.dense': 'Dense rows', 'platform.list.roomy': 'Roomy rows', 'platform.list.rowHeight': 'Row height',
    'platform.list.export': 'Export', 'platform.list.exportCsv': 'CSV file', 'platform.list.exportXlsx': 'Excel workbook', 'platform.list.exporting': 'Exporting {{done}} of {{total}}', 'platform.list.exported': '{{count}} records exported', 'platform.list.exported_one': '{{count}} record exported', 'platform.list.exportWhat': 'Exactly what you see: these filters, this order, these columns', 'platform.list.exportFailed': 'Not exported: {{why}}', 'platform.list.tooMany': 'More than {{limit}} records: narrow the filters first',
    'platform.list.selected': '{{count}} selected', 'platform.list.selected_one': '{{count}} selected', 'platform.list.unselect': 'Unselect', 'platform.list.selectAll': 'Select all that are loaded', 'platform.list.selectRow': 'Select: {{row}}',
    'platform.list.empty': 'Nothing here yet', 'platform.list.emptyFiltered': 'Nothing fits these filters', 'platform.list.emptyFilteredWhy': 'Filters now: {{filters}}', 'platform.list.fromHere': 'Shown from the middle of the list.', 'platform.list.fromStart': 'From the start',
    'platform.list.sortUp': 'ascending', 'platform.list.sortDown': 'descending', 'platform.list.sort': 'Sort by “{{column}}”', 'platform.list.loadingMore': 'Loading more…', 'platform.list.end': 'End of the list', 'platform.list.open': 'Open', 'platform.list.rowActions': 'For what is selected', 'platform.list.moreFailed': 'The rest could not be loaded', 'platform.list.done': '{{done}} done', 'platform.list.someRefused': '{{done}} done, {{refused}} refused: {{why}}', 'platform.list.moreFilters': 'More filters',
  },
});
