import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Organisation } from '../../src/domain/organisation.ts'
import { type Instant, pickerTime } from '../../src/domain/time.ts'
import { readDocketText } from '../../src/lark/docket-text.ts'
import { yunling } from '../kit/yunling.ts'

/** Monday 23 November 2026, 10:00. */
const MONDAY: Instant = Date.parse('2026-11-23T10:00:00+08:00')

/** The prefill with its deadline as a picker shows it. */
function read(text: string, organisation: Organisation = yunling) {
  const { deadline, ...prefill } = readDocketText(text, organisation, MONDAY)
  return deadline == null ? prefill : { ...prefill, deadline: pickerTime(deadline) }
}

describe('立项后面的话预填表单', () => {
  const expected = {
    title: '废弃矿井隐患整治',
    lead: 'D11',
    co: ['D06'],
    deadline: '2026-12-05 17:30',
    notUnderstood: [],
  }

  test.each([
    '废弃矿井隐患整治，牵头区应急局，配合区自然资源局，12月5日前办结',
    '废弃矿井隐患整治,牵头 区应急局,配合 区自然资源局,12.5前',
    '废弃矿井隐患整治 牵头区应急局 配合区自然资源局 12月5日前办结',
    '废弃矿井隐患整治，牵头：云岭区应急管理局；配合单位：自然资源局；办结时间：12月5日',
    '废弃矿井隐患整治，由区应急局牵头，区自然资源局配合，于12月5日前完成',
    '废弃矿井隐患整治，由区应急局牵头、区自然资源局配合，请于12月5日（星期六）前报送',
    '废弃矿井隐患整治由区应急局牵头区自然资源局配合，时限12月5日',
    '废弃矿井隐患整治，牵头区应急局、区自然资源局配合，12月5日前反馈',
    '废弃矿井隐患整治，责任单位：应急局，协办单位：区自然资源局，截止12月5日',
    '废弃矿井隐患整治，区应急局主办，自然资源局协助，十二月五日',
    '12月5日前办结，区应急局负责，区自然资源局配合，废弃矿井隐患整治',
    '“废弃矿井隐患整治”，请应急管理局牵头，自然资源局配合。12月5日前办结。',
    '事项：废弃矿井隐患整治，牵头区应急局，配合区自然资源局，12月5日前',
  ])('%s', (text) => expect(read(text)).toEqual(expected))

  test('配合单位可以有几个', () => {
    const co = ['D04', 'D07', 'D09']
    expect(read('稳住经济运行，牵头区发改局，配合区财政局、区住建局和农业农村局').co).toEqual(co)
    expect(read('稳住经济运行，发改局牵头，区财政局，区住建局，区农业农村局配合').co).toEqual(co)
  })

  test('紧急程度、来源、文号、督查内容', () => {
    expect(
      read(
        '督查内容：排查全区废弃矿井，建立台账。事项：废弃矿井整治，特急，来源：区长批示，文号：批示件2026-117',
      ),
    ).toEqual({
      title: '废弃矿井整治',
      content: '排查全区废弃矿井，建立台账',
      source: '区长批示',
      sourceDocument: '批示件2026-117',
      urgency: 'immediate',
      notUnderstood: [],
    })
  })

  test('只写标题', () => {
    expect(read('农村沼气建设工作')).toEqual({ title: '农村沼气建设工作', notUnderstood: [] })
    expect(read('')).toEqual({ notUnderstood: [] })
  })

  test('标题里的书名号、括号、逗号和单位名称留在标题里', () => {
    const titles = [
      '《市政府工作报告》确定的重点工作2026年三季度推进情况',
      '区政府第42次常务会议议定事项（老旧小区改造资金，二期）',
      '区财政局预算执行整改',
      '9月14日常务会议议定事项',
      '市财政局移交事项整改',
      '区住建局牵头的老旧小区改造',
    ]
    for (const title of titles) {
      expect(read(`${title}，牵头区财政局，12月5日前办结`)).toEqual({
        title,
        lead: 'D04',
        deadline: '2026-12-05 17:30',
        notUnderstood: [],
      })
    }
  })
})

describe('拿不准的不猜，原话交还', () => {
  test.each([
    ['废弃矿井整治，牵头区审计局', { notUnderstood: ['牵头区审计局'] }],
    ['废弃矿井整治 牵头市应急局', { notUnderstood: ['牵头市应急局'] }],
    ['废弃矿井整治，国庆节前办结', { notUnderstood: ['国庆节前办结'] }],
    ['废弃矿井整治，尽快办结', { notUnderstood: ['尽快办结'] }],
    ['废弃矿井整治，12月中旬前办结', { notUnderstood: ['12月中旬前办结'] }],
    ['废弃矿井整治，请各单位高度重视', { notUnderstood: ['请各单位高度重视'] }],
    ['废弃矿井整治，区应急局、区财政局共同牵头', { notUnderstood: ['区应急局、区财政局共同牵头'] }],
    [
      '废弃矿井整治，牵头区应急局，牵头区财政局',
      { notUnderstood: ['牵头区应急局', '牵头区财政局'] },
    ],
    [
      '废弃矿井整治，11月30日前报送，12月5日前报送',
      { notUnderstood: ['11月30日前报送', '12月5日前报送'] },
    ],
    ['废弃矿井整治，12月1日至12月5日办结', { notUnderstood: ['12月1日至', '12月5日办结'] }],
    ['废弃矿井整治，配合区财政局、区审计局', { co: ['D04'], notUnderstood: ['区审计局'] }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ title: '废弃矿井整治', ...expected })
  })

  test('办结的时限重于报送的时限', () => {
    expect(read('废弃矿井整治，11月30日前报送初稿，12月5日前办结')).toEqual({
      title: '废弃矿井整治',
      deadline: '2026-12-05 17:30',
      notUnderstood: ['11月30日前报送初稿'],
    })
  })

  test('一个简称对应两个部门时，不替人选', () => {
    const [first, ...others] = yunling.departments
    if (!first) throw new Error('no departments')
    const twin = {
      ...first,
      id: 'D98',
      kind: 'dept' as const,
      name: '云岭区应急保障局',
      shortName: '区应急局',
    }
    const organisation = { ...yunling, departments: [first, ...others, twin] }
    expect(read('废弃矿井整治，牵头区应急局', organisation)).toEqual({
      title: '废弃矿井整治',
      notUnderstood: ['牵头区应急局'],
    })
    expect(read('废弃矿井整治，牵头应急管理局', organisation).lead).toBe('D11')
  })

  test('牵头单位不同时又是配合单位', () => {
    expect(read('废弃矿井整治，牵头区应急局，配合区应急局、区财政局').co).toEqual(['D04'])
  })
})

test('不管怎么写，读出的字都是原话里的，单位都在本区', () => {
  const piece = fc.constantFrom(
    ...[
      '区应急局',
      '财政局',
      '云岭区住房和城乡建设局',
      '市财政局',
      '牵头',
      '配合',
      '单位',
      '责任',
      '由',
      '负责',
    ],
    ...[
      '，',
      '、',
      '。',
      ' ',
      '：',
      '（',
      '）',
      '《',
      '》',
      '\n',
      '12月5日',
      '前',
      '办结',
      '时限',
      '下周五',
      '特急',
    ],
    ...['整治', '废弃矿井', '来源', '内容', '事项', '共同', '的', '和', '🙂'],
  )
  const ids = new Set(yunling.departments.map(({ id }) => id))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('')
      const read = readDocketText(text, yunling, MONDAY)
      const said = [
        read.title,
        read.content,
        read.source,
        read.sourceDocument,
        ...read.notUnderstood,
      ]
      for (const words of said) if (words !== undefined) expect(text).toContain(words)
      for (const id of [read.lead, ...(read.co ?? [])]) if (id) expect(ids).toContain(id)
      expect(read.co ?? []).not.toContain(read.lead)
    }),
    { numRuns: 2_000 },
  )
})
