import { describe, expect, test } from 'vitest'
import type { NumberRef } from '../../src/lark/numbers.ts'
import type { StaffingName } from '../../src/lark/word.ts'
import { type CardAction, parseWord, type Word } from '../../src/lark/words.ts'

const no = (
  serial: number,
  year: number | null = null,
  prefix: string | null = null,
): NumberRef => ({
  prefix,
  year,
  serial,
})
const look = (number: NumberRef | null, query: string | null = null): Word => ({
  word: 'look',
  number,
  query,
})
const progress = (number: NumberRef | null, text: string): Word => ({
  word: 'progress',
  number,
  text,
})
const card = (action: CardAction, number: NumberRef | null): Word => ({
  word: 'card',
  action,
  number,
})
const staffing = (name: StaffingName, text: string): Word => ({ word: 'staffing', name, text })
const docket = (text: string): Word => ({ word: 'docket', text })

describe('帮助、待办', () => {
  test.each(['帮助', '？', '?', ' ？？ ', '帮助。', '请帮助', '使用帮助', 'HELP', '帮助 立项'])(
    '%j 是问帮助',
    (typed) => expect(parseWord(typed)).toEqual({ word: 'help' }),
  )

  test.each(['我的待办', '待办', '我的事项', '待办？', '请问我的待办有哪些', '我要 待办'])(
    '%j 是看待办',
    (typed) => expect(parseWord(typed)).toEqual({ word: 'todo' }),
  )
})

describe('看板', () => {
  test.each(['看板', '督查看板', '看板？'])('%j 是要看板', (typed) =>
    expect(parseWord(typed)).toEqual({ word: 'board' }),
  )
})

describe('查', () => {
  test.each<[string, Word]>([
    ['查 27号', look(no(27))],
    ['查27号', look(no(27))],
    ['查：27', look(no(27))],
    ['查一下27号', look(no(27))],
    ['查询 27号进展', look(no(27))],
    ['查 27号 办结时间是哪天', look(no(27))],
    ['请帮我查一下27号', look(no(27))],
    ['麻烦您帮忙看看27号到哪一步了，谢谢', look(no(27))],
    ['请问27号进展如何？', look(no(27))],
    ['关于27号的办理情况', look(no(27))],
    ['27号进展', look(no(27))],
    ['27号 进展情况怎么样了', look(no(27))],
    ['27号办结了吗', look(no(27))],
    ['27号？', look(no(27))],
    ['进展 27号？', look(no(27))],
    ['进展 27号怎么样了', look(no(27))],
    ['查', look(null)],
    ['进展？', look(null)],
    ['进展如何', look(null)],
    ['进展情况', look(null)],
    ['查 沼气', look(null, '沼气')],
    ['查　沼气。', look(null, '沼气')],
    ['查“沼气”', look(null, '沼气')],
    ['查《农村沼气》', look(null, '农村沼气')],
    ['查一下沼气', look(null, '沼气')],
    ['查 沼气进展怎么样了', look(null, '沼气')],
    ['查 老旧小区 改造', look(null, '老旧小区 改造')],
    ['查 27号楼消防', look(null, '27号楼消防')],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))

  test.each([
    '查处3起',
    '查明原因',
    '查看现场3处，未见异常',
    '查沼气池漏气情况已处理',
    '看了现场',
    '看 现场',
    '27号完成了',
    '27号上午现场督查',
    '27号已办结',
    '情况属实',
  ])('%s 不是查询', (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }))
})

describe('进展', () => {
  test.each<[string, Word]>([
    ['进展 27号 已完成摸底120户…', progress(no(27), '已完成摸底120户…')],
    ['进展27号 已完成摸底120户。', progress(no(27), '已完成摸底120户。')],
    ['进展27号已完成摸底', progress(no(27), '已完成摸底')],
    ['进展：27号，已完成', progress(no(27), '已完成')],
    ['报进展 27号 已完成', progress(no(27), '已完成')],
    [
      '进展 云政督〔2026〕27号：整改（第１批）完成',
      progress(no(27, 2026, '云政督'), '整改（第１批）完成'),
    ],
    ['27号进展：已完成120户', progress(no(27), '已完成120户')],
    ['进展 已完成摸底', progress(null, '已完成摸底')],
    ['进展：已完成ＡＢ两段', progress(null, '已完成ＡＢ两段')],
    ['进展 120 户已完成', progress(null, '120 户已完成')],
    ['进展 12.5公里已贯通', progress(null, '12.5公里已贯通')],
    ['进展 27号楼已封顶', progress(null, '27号楼已封顶')],
    ['进展 27号前可完成', progress(null, '27号前可完成')],
    ['进展 9月27日完成验收', progress(null, '9月27日完成验收')],
    ['进展 27号\n一、成效\n二、问题', progress(no(27), '一、成效\n二、问题')],
    ['进展 27号', progress(no(27), '')],
    ['进展', progress(null, '')],
  ])('%j', (typed, word) => expect(parseWord(typed)).toEqual(word))

  test.each(['进展顺利', '进展缓慢，缺资金', '进展情况良好', '进展较上周加快'])(
    '%s 不是命令',
    (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }),
  )
})

describe('要一张卡片', () => {
  test.each<[string, CardAction]>([
    ['签收', 'acknowledge'],
    ['批办', 'instruct'],
    ['汇总', 'compile'],
    ['审签', 'signOff'],
    ['报送', 'submit'],
    ['审核', 'review'],
  ])('%s', (name, action) => {
    expect(parseWord(name)).toEqual(card(action, null))
    expect(parseWord(`${name} 27号`)).toEqual(card(action, no(27)))
    expect(parseWord(`${name}27号`)).toEqual(card(action, no(27)))
    expect(parseWord(`${name}：〔2026〕27号。`)).toEqual(card(action, no(27, 2026)))
    expect(parseWord(`请${name}一下27号，谢谢`)).toEqual(card(action, no(27)))
    expect(parseWord(`${name}27号材料`)).toEqual(card(action, no(27)))
    expect(parseWord(`${name} 27号 同意`)).toEqual(card(action, no(27)))
    expect(parseWord(`${name}了`)).toEqual({ word: 'free', text: `${name}了` })
    expect(parseWord(`${name} 3份`)).toEqual({ word: 'free', text: `${name} 3份` })
    expect(parseWord(`已${name} 27号`)).toEqual({ word: 'free', text: `已${name} 27号` })
  })

  test.each([
    '报送材料已经准备好了',
    '报送 材料已经准备好了',
    '报送 27号前完成',
    '报送27号楼验收材料',
    '审签 同意',
    '审签后即报送',
    '审核通过了吗',
    '汇总各村数据120户',
    '汇总，各村已完成',
    '签收单已交督查室',
    '批办意见已传达',
  ])('%s 不是命令', (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }))

  test('改批', () => {
    expect(parseWord('改批 27号')).toEqual({ word: 'reinstruct', number: no(27) })
    expect(parseWord('改批')).toEqual({ word: 'reinstruct', number: null })
    expect(parseWord('改批意见如下')).toEqual({ word: 'free', text: '改批意见如下' })
  })
})

describe('撤回、作废、更正归属', () => {
  test.each<[string, Word]>([
    ['撤回 27号', { word: 'withdraw', number: no(27), what: null }],
    ['撤回', { word: 'withdraw', number: null, what: null }],
    ['撤回审签 27号', { word: 'withdraw', number: no(27), what: '审签' }],
    ['撤回报送27号', { word: 'withdraw', number: no(27), what: '报送' }],
    ['撤回办理完毕', { word: 'withdraw', number: null, what: '办理完毕' }],
    ['撤回进展', { word: 'withdraw', number: null, what: '进展' }],
    ['作废', { word: 'void', number: null }],
    ['作废 27号', { word: 'void', number: no(27) }],
    ['更正归属 28号', { word: 'refile', from: null, number: no(28) }],
    ['更正归属到28号', { word: 'refile', from: null, number: no(28) }],
    ['更正归属 27号到28号', { word: 'refile', from: no(27), number: no(28) }],
    ['更正归属：27号→28号', { word: 'refile', from: no(27), number: no(28) }],
    ['更正归属', { word: 'refile', from: null, number: null }],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))

  test.each(['撤回了两份报告', '作废票据3张', '撤回 一台设备', '更正归属后再报'])(
    '%s 不是命令',
    (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }),
  )
})

describe('立项', () => {
  test.each<[string, Word]>([
    ['立项', docket('')],
    ['立项。', docket('')],
    ['立项 废弃矿井隐患整治', docket('废弃矿井隐患整治')],
    ['立项：农村沼气建设，牵头区农业农村局', docket('农村沼气建设，牵头区农业农村局')],
    ['立项废弃矿井整治，牵头区应急局', docket('废弃矿井整治，牵头区应急局')],
    ['请立项 废弃矿井整治', docket('废弃矿井整治')],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))

  test.each([
    '立项后已完成招标，牵头单位为区住建局',
    '立项手续已办',
    '立项审批，牵头区发改局已完成',
  ])('%s 不是命令', (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }))
})

describe('延期、特批延期、改派、转办', () => {
  const about = (
    word: 'extend' | 'extendSpecially' | 'redirect' | 'passOn',
    number: NumberRef | null,
    text: string,
  ): Word => ({ word, number, text })

  test.each<[string, Word]>([
    ['延期 12号 到10月15日 原因：连续降雨', about('extend', no(12), '到10月15日 原因：连续降雨')],
    ['延期12号到10月15日', about('extend', no(12), '到10月15日')],
    ['申请延期 到10月15日', about('extend', null, '到10月15日')],
    ['延期', about('extend', null, '')],
    ['特批延期 12号 到10月15日', about('extendSpecially', no(12), '到10月15日')],
    ['改派 27号到区住建局', about('redirect', no(27), '到区住建局')],
    ['改派27号到区住建局', about('redirect', no(27), '到区住建局')],
    ['转办 27号 给谷雨', about('passOn', no(27), '给谷雨')],
    ['转办27号给谷雨', about('passOn', no(27), '给谷雨')],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))
})

describe('更正、撤销、清除附件', () => {
  test.each<[string, Word]>([
    ['更正 27号 时限改为12月5日', { word: 'correct', number: no(27), text: '时限改为12月5日' }],
    ['更正 时限改为12月5日', { word: 'correct', number: null, text: '时限改为12月5日' }],
    ['撤销 27号 原因：重复立项', { word: 'cancel', number: no(27), text: '原因：重复立项' }],
    ['撤销', { word: 'cancel', number: null, text: '' }],
    ['清除附件 27号 现场照片.jpg', { word: 'erase', number: no(27), text: '现场照片.jpg' }],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))
})

describe('超期、临期、统计、意见反馈', () => {
  test.each<[string, Word]>([
    ['超期', { word: 'overdue' }],
    ['临期？', { word: 'dueSoon' }],
    ['统计', { word: 'figures' }],
    ['意见反馈 卡片太长', { word: 'complaint', text: '卡片太长' }],
    ['意见反馈', { word: 'complaint', text: '' }],
    ['超期了吗', { word: 'free', text: '超期了吗' }],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))
})

describe('催办、人员变动、重新办理、提醒设置', () => {
  test.each<[string, Word]>([
    ['催办 27号 请于今日反馈', { word: 'chase', number: no(27), text: '请于今日反馈' }],
    ['催办 27号', { word: 'chase', number: no(27), text: '' }],
    ['交接 全部 给张三 9月15日至9月19日', staffing('交接', '全部 给张三 9月15日至9月19日')],
    ['添加承办人 @谷雨 农村能源科科长', staffing('添加承办人', '@谷雨 农村能源科科长')],
    ['委托 许广厦 9月15日至9月19日', staffing('委托', '许广厦 9月15日至9月19日')],
    ['登记委托 马建业 委托 许广厦', staffing('登记委托', '马建业 委托 许广厦')],
    ['撤销委托', staffing('撤销委托', '')],
    ['任职 区住建局 张三 主要领导', staffing('任职', '区住建局 张三 主要领导')],
    ['停用 李四', staffing('停用', '李四')],
    ['重新办理 27号 原因：未落实', { word: 'redo', number: no(27), text: '原因：未落实' }],
    ['提醒设置', { word: 'settings', text: '' }],
  ])('%s', (typed, word) => expect(parseWord(typed)).toEqual(word))

  test.each([
    '延期12天',
    '延期原因是连续降雨',
    '催办后已反馈',
    '超期3天',
    '统计120户',
    '统计 如下：120户',
    '撤销了违建',
    '委托第三方检测',
    '更正了数据',
    '停用设备2台',
    '交接完成',
  ])('%s 不是命令', (typed) => expect(parseWord(typed)).toEqual({ word: 'free', text: typed }))
})
