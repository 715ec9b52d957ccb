/**
 * Names for generated registers, in two kinds that share no given name and no Mongolian name: what weights were chosen on (`chosen`), and what is
 * reported on (`heldOut`). Surnames, which everybody has, are one list, in the order of how many bear them.
 */
export type NameKind = {
  /** Characters of given names, the commonest first. */ male: string; female: string;
  /** Mongolian names, each in the spellings that registers have; the first is the usual one. */ mongolian: string[][];
  /** Characters taken for others by the eye: the first for any of the rest. */ looks: string;
};

export const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];

const lines = (text: string): string[][] => text.split(/\s+/).map((line) => line.split('/'));

export const chosenNames: NameKind = {
  male: '伟强磊军洋勇杰涛明超刚平辉鹏华建文波飞浩斌宇凯俊帅博志国海山福生龙元全胜学才发武新利清永宏成林',
  female: '芳娜秀英敏静丽艳娟霞兰玲桂红梅凤洁慧婷欣佳倩雪莉晶燕萍莲珍香月琴云春玉美淑秋珠翠爱霜',
  mongolian: lines('其其格/琪琪格/齐齐格/其其歌 娜仁/那仁/娜日 高娃/格娃/高瓦 图雅/托娅/图娅 乌云/吾云/乌芸 斯琴/思琴/斯钦 巴特尔/巴图尔/巴特 巴雅尔/巴雅日/巴亚尔 孟克/蒙克/孟和 苏和/苏赫/素和'),
  looks: '伟纬 玲铃 杨扬 静净 娟捐 晶品 刘列 浩洁 强弹 军车 洋祥 斌武 英央 梅海 凤风 王玉 张弛 李季 陈阵 佳往 倩情 雪雷 利和 宇字 丽俪 涛祷 明朋 平苹 刚钢 桂佳 红虹 超越 芳芬 兰三',
};

/** The looks were measured: which characters of GB 2312's first level have the nearest glyphs in Noto Serif CJK. Nobody chose them, and the product's table has few of them. */
export const heldOutNames: NameKind = {
  male: '东旭鑫晨瑞睿泽瀚炎德行泰盛雄琛钧冠策腾榕光天达安岩中茂进有坚和彪诚先敬震振壮豪邦承乐绍功松善厚庆友裕哲亮政谦亨奇固翰朗伯若良仁彬富顺信昌康星宁',
  female: '莎锦黛青婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琪薇菁梦岚苑馨媛瑗琰韵融艺咏卿聪澜纯毓悦昭冰爽茗羽希环真妹莺雅芝贞叶璐琦茜珊',
  mongolian: lines(`萨仁/萨日/莎仁 通拉嘎/通力嘎/同拉嘎 阿拉坦/阿拉腾/阿勒坦/阿拉塔 敖登/奥登/敖敦 朝鲁/楚鲁/朝路 宝力格/布力格/宝勒格 那顺/纳顺/那舜 额尔敦/额日敦/额尔登/额尔顿 吉日嘎拉/吉日嘎啦/吉尔嘎勒/吉日格勒 呼和/呼赫/呼合/胡和 牧仁/木仁/慕仁/穆仁
    格日勒/格日乐/葛日勒/格尔勒 塔娜/塔那 哈斯/哈苏 满都拉/满达拉/曼都拉 德力格尔/德勒格尔/德力格日 其力嘎/其贺力嘎/其合力嘎 乌日娜/乌仁娜/吾日娜 诺敏/诺民/娜敏 阿木古楞/阿木古郎/阿莫古楞 道尔吉/道日吉/多尔济 苏布德/苏布达/索布德
    呼斯楞/呼思楞/胡斯楞 乌兰/吾兰 朝克图/超克图/朝格图 温都苏/温德苏 格根/葛根 宝音/宝颜/保音 白音/巴音/巴彦 青格勒/青格乐/清格尔 赛罕/赛汗/赛汉`),
  looks: '王玉壬 李季享 张胀帐 刘划刻 陈阵除 杨扬畅 赵趁 黄寅董 周局眉 吴臭 徐涂 胡朗 朱未末 高商 林材柱 何柯 郭郊邻 马乌 宋朱 郑邓却 谢谴 韩棘 唐庸 于干千 董莆 程捏 曹普晋 许详订 彭彰 吕昌目 卢声 蔡察 贾费贸 魏巍 叶吐吁 余金企 杜枉杠 田由 任仟住 范芭 方万 石右 姚桃挑 谭潭 陆陡 郝邦 孔扎 白口 秦奏泰 江汪汗 史吏更 侯候 邵郡 孟盂 段股 钱饯 汤场扬 常赏 武式 乔莽 荷菏 丹舟月 眉盾肩 君看 琪棋 薇藏镰 菁著 梦婪 岚凤 苑苟 瑗缓 韵的 艺乞 咏味 聪职 澜谰 纯绅钝 悦说税 昭晤 爽真 茗著 羽朋 希看 泽译绎 德穗 泰秦 盛盎 琛探深 钧钓钩 策第 腾膊 榕棺熔 光先 天灭夫 达边 安麦 茂茨 进迸 坚坠 和旬 诚诫城 敬散 震霞 振撮 心必 邦郝 绍纪 善兽 庆厌 友发 裕峪 哲暂 亮壳高 谦嫌 亨享亭 奇奋 固囚圃 翰鞠 朗朋郎 伯怕 若着苔 良畏 富宫寓 顺颐 信倍 昌吕 星皇 瑾谨懂 颖顺颗 露霞 瑶谣摇 怡恰抬 婵蝉婶 雁履 仪议仅 萨薛 仁仨 敖数 登凳 额颜 格铬 勒勤 牧枚 塔搭 哈啥 斯惭 其具 巴已 拉抗 呼吁 乌鸟',
};
