/**
 * One character in two forms. From the tables of 《通用规范汉字表》 (2013, appendix 1: 规范字与繁体字、异体字对照表), those that names have:
 * old papers and people from elsewhere keep the traditional form, keyboards the simplified one.
 */
const FORMS = `刘劉 张張 陈陳 杨楊 赵趙 黄黃 吴吳 孙孫 马馬 罗羅 郑鄭 谢謝 许許 韩韓 冯馮 邓鄧 萧蕭 叶葉 苏蘇 卢盧 蒋蔣 贾賈 韦韋 邹鄒 陆陸 钱錢 汤湯 谭譚 贺賀 赖賴 龚龔 庞龐 顾顧 龙龍 万萬 严嚴 云雲 齐齊 乔喬 闫閆 阎閻 华華 国國 军軍 丽麗 兰蘭 红紅
伟偉 强強 杰傑 刚剛 义義 宝寶 寳宝 庆慶 凤鳳 贵貴 荣榮 莲蓮 艳豔 艳艷 爱愛 玛瑪 娅婭 图圖 乐樂 东東 发發 学學 胜勝 银銀 宁寧 宁甯 长長 飞飛 鹏鵬 兴興 亚亞 会會 维維 继繼 双雙 岚嵐 琼瓊 莹瑩 颖穎 颖頴 静靜 芦蘆 贤賢 贞貞 锋鋒 铁鐵 钢鋼 锁鎖 锦錦
铭銘 键鍵 镇鎮 闯闖 阳陽 随隨 际際 饶饒 骏駿 鸿鴻 鹤鶴 峰峯 群羣 晖暉 辉輝 纲綱 纪紀 纯純 绍紹 经經 结結 统統 绪緒 缘緣 罢罷 圣聖 声聲 联聯 胆膽 脉脈 苍蒼 泽澤 洁潔 涛濤 润潤 渊淵 满滿 灵靈 炜煒 焕煥 炼煉 献獻 玮瑋 珑瓏 环環 珏玨 畅暢 尧堯 尔爾
礼禮 祯禎 积積 竞競 笔筆 篮籃 系係 诗詩 诚誠 诸諸 谨謹 谦謙 让讓 诺諾 记記 训訓 议議 词詞 试試 进進 远遠 达達 选選 连連 迟遲 适適 邓鄧 关關 闻聞 阅閱 难難 雾霧 韵韻 顺順 风風 骞騫 鲁魯 鲜鮮 鸣鳴 鸾鸞 黾黽 伦倫 传傳 俭儉 储儲 党黨
净淨 准準 凯凱 则則 创創 勋勳 勋勛 协協 单單 卫衛 叙敘 台臺 吕呂 启啟 启啓 园園 圆圓 坚堅 垒壘 坝壩 处處 备備 够夠 头頭 妆妝 娱娛 娴嫻 娇嬌 嫱嬙 孪孿 宾賓 实實 审審 宽寬 将將 岁歲 岗崗 岛島 崭嶄 师師 帅帥 带帶 帮幫 并並 广廣 庄莊 应應 开開 异異
德徳 恒恆 悦悅 惠恵 战戰 抚撫 择擇 挚摯 敌敵 时時 显顯 晋晉 晓曉 机機 权權 条條 来來 极極 构構 标標 栋棟 树樹 样樣 梦夢 楼樓 欢歡 欧歐 步歩 汉漢 沟溝 沣灃 泻瀉 泾涇 浅淺 济濟 浏瀏 温溫 湾灣 溪谿 瑶瑤 盖蓋 盘盤 矿礦 码碼 禄祿`;

/**
 * Characters that one hand or one look takes for another: of one frame with another radical, or a stroke apart. Collected from names; a guide,
 * not a dictionary: what is missing here is still compared as one character different.
 */
const LOOKS = `王玉汪 李季 张弛 刘列 陈阵 杨扬场 赵起 吴昊吳 徐除 孙孔 马鸟 朱未末 胡湖 郭廓 何河 高商 林木 罗岁 郑邓 梁粱 谢射 宋宗 唐庸 许诉 韩朝 冯玛 曹遭 彭澎 曾增 肖尚 田由甲申 董重 袁哀 潘播 于干千 蒋将 蔡葵 余佘 杜社 叶计 程呈 苏办 魏巍 吕侣 丁于 任仕仁 沈沉 姚桃
卢芦 姜美羌 崔催 钟种 谭潭 陆陇 汪江 范苑 金全 石右 廖寥 贾贯 夏复 韦书 付什 方万 白自 邹邵 孟盂 熊能 秦泰 邱丘 江汪 尹伊 薛萨 闫闰 段殷 雷需 侯候 龙尤 史吏 陶淘 黎梨 贺贸 顾颀 毛手 郝赤 龚龛 邵绍 万方 钱线 严亚 武斌 戴载 莫英 孔孙 向问 汤场
伟纬玮炜讳 芳芬 娜那 秀季 英央 敏繁 静净 丽俪 强弹 磊垒 军车 洋详祥 勇男 艳滟 杰木 娟捐涓 涛祷 明朋 超越 兰三 霞遐暇 平苹萍 刚钢纲 桂佳 辉晖浑 玲铃岭龄伶 鹏朋 华桦 建健键 文交 利和 红江虹 波坡披 梅海 飞气 凤风 洁浩 斌彬 宇字宁 浩皓 凯岂 俊峻骏浚竣 帅师 博搏 婷停亭
欣新 佳往 倩清情晴 雪雷 莉利 晶品 鑫淼森 旭旮 琴瑟 云去 莲连 真直 环坏 爱受 妹姝妺 霜箱 香杳 月用 莺茑 媛缓 雅稚 芝乏 菊掬 珠株殊 珍诊 贞员 翠萃 叶什 璧壁 璐潞 娅哑 琦绮椅 晨辰 茜栖 秋愁 珊删 莎沙 锦绵 黛黑 青清 倩俏 婉腕 娴闲 瑾谨 颖颍 露霞 瑶遥 怡治 婵蝉 雁鹰 蓓培 纨执
仪义议 荷苛 丹舟 蓉溶 眉盾 君群 琪淇祺棋 舒舍 影景 荔茘 枝技 思恩 玥钥 裕谷 达这 安女 岩炭 中申 茂芪 进近 林村 有友 坚竖 和合 彪虎 诚城成 先光 敬警 震霞 振娠 壮状 会合 思田 群郡 豪毫 心必 邦帮 承永 乐东 绍邵 功攻 松忪 善羊 厚原 庆床 磊石 民氏 友又 裕浴 河何 哲折 江工 超召 浩洁 亮高 政故 谦歉 亨享 奇倚 固因 之芝 轮轶 翰斡 朗郎 伯柏 宏宠 言信 若苦
鸣鸟 朋月 斌武 栋拣 维唯 启后 克兄 伦论 翔祥 旭九 鹏鸠 泽译择 晨农 辰唇 士土 以似 建廷 家冢 致到 树村 炎灸 德得 行衍 时对 泰秦 盛威 雄堆 琛深 钧均 冠寇 策笨 腾滕 榕容 昊旻 晓哓烧 慧彗 春舂 根恨 锁琐 银根 拴栓 柱住 贵责 喜嘉 福富副幅 禄绿 寿涛 财材 旺汪 顺须 满蒲 仓苍 己已巳 日曰 末未 大太犬 天夭 千干 人入 土士 戊戌戍 刀刁 今令 免兔 拔拨 侍待 汨汩 拉垃 格洛 木术 图国 吉古 嘎戛 巴色 苏芬 仁仨 乌鸟 牧枚 特持 塔搭 布市 宝玉 力刀 音昔 毕华 哈给 斯期 勒勤 敖傲 登凳 其具 娃洼 呼乎 诺若 萨陆 额颜 尔你 敦敏 查杳 朝潮 鲁鱼 希布 白百 扎礼`;

const groupsOf = (text: string): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const group of text.split(/\s+/)) for (const one of group) found.set(one, new Set([...(found.get(one) ?? []), ...group]));
  return found;
};
const FORM_OF = groupsOf(FORMS);
const LOOKS_OF = groupsOf(LOOKS);

/** The same character, traditional or simplified, or in an old form. */
export const isOneCharacter = (one: string, other: string): boolean => one === other || (FORM_OF.get(one)?.has(other) ?? false);

/** Characters that look alike. */
export const looksLike = (one: string, other: string): boolean => LOOKS_OF.get(one)?.has(other) ?? false;
