// People are named as an office names them: by surname and post in speech, by full name and post in records.
import { expect, test } from 'vitest'
import { addressAs, recordName, surnameOf } from '../../cards/people.ts'
import type { Person } from '../../src/domain/organisation.ts'
import district from '../kit/yunling-org.json' with { type: 'json' }

function person(name: string, title: string): Person {
  return {
    openId: 'ou_x',
    name,
    title,
    departmentId: 'D00',
    roles: [],
    portfolio: [],
    active: true,
  }
}

/** Everybody of the example district: name, how spoken to, how recorded. */
const EVERYBODY = [
  ['沈维岳', '沈区长', '沈维岳区长'],
  ['顾怀清', '顾副区长', '顾怀清常务副区长'],
  ['陆明舟', '陆副区长', '陆明舟副区长'],
  ['佟雅宁', '佟副区长', '佟雅宁副区长'],
  ['韩秉文', '韩主任', '韩秉文主任'],
  ['罗思远', '罗主任', '罗思远副主任'],
  ['温如松', '温主任', '温如松主任'],
  ['蒋小棠', '蒋小棠同志', '蒋小棠'],
  ['毕子衡', '毕子衡同志', '毕子衡'],
  ['邵立群', '邵局长', '邵立群局长'],
  ['尹若溪', '尹若溪同志', '尹若溪'],
  ['卓亚平', '卓局长', '卓亚平局长'],
  ['孟知行', '孟知行同志', '孟知行'],
  ['梁惠民', '梁局长', '梁惠民局长'],
  ['褚晓月', '褚晓月同志', '褚晓月'],
  ['钱守诚', '钱局长', '钱守诚局长'],
  ['金穗', '金穗同志', '金穗'],
  ['宋远帆', '宋局长', '宋远帆局长'],
  ['葛天宇', '葛天宇同志', '葛天宇'],
  ['石岩峰', '石局长', '石岩峰局长'],
  ['岳清', '岳清同志', '岳清'],
  ['马建业', '马局长', '马建业局长'],
  ['房一鸣', '房一鸣同志', '房一鸣'],
  ['路向东', '路局长', '路向东局长'],
  ['段小桥', '段小桥同志', '段小桥'],
  ['田守稼', '田局长', '田守稼局长'],
  ['禾苗', '禾苗同志', '禾苗'],
  ['白芷兰', '白局长', '白芷兰局长'],
  ['杜若', '杜若同志', '杜若'],
  ['安国平', '安局长', '安国平局长'],
  ['常宁', '常宁同志', '常宁'],
  ['程净远', '程局长', '程净远局长'],
  ['庄晓晨', '庄晓晨同志', '庄晓晨'],
  ['崔劲松', '崔局长', '崔劲松副局长'],
  ['许广厦', '许局长', '许广厦副局长'],
  ['施工', '施科长', '施工科长'],
  ['谷雨', '谷科长', '谷雨科长'],
  ['闻道', '闻科长', '闻道科长'],
  ['叶长青', '叶长青同志', '叶长青'],
  ['简书', '简科长', '简书科长'],
] as const

test('全区四十人，一人不漏', () => {
  expect(EVERYBODY.map(([name]) => name)).toEqual(district.people.map(({ name }) => name))
})

test.each(EVERYBODY)('%s：当面称%s，记录写%s', (name, spoken, recorded) => {
  const title = district.people.find((entry) => entry.name === name)?.title ?? ''
  expect(addressAs(person(name, title))).toBe(spoken)
  expect(recordName(person(name, title))).toBe(recorded)
})

test.each([
  ['欧阳明远', '局长', '欧阳局长', '欧阳明远局长'],
  ['司马青', '党组书记、局长', '司马局长', '司马青局长'],
  ['张三', '副局长、党组成员', '张局长', '张三副局长'],
  ['李四', '局长(主要领导)', '李局长', '李四局长'],
  ['王五', '一级主任科员', '王五同志', '王五'],
  ['赵六', '四级调研员', '赵六同志', '赵六'],
  ['钱七', '政府办秘书长', '钱秘书长', '钱七秘书长'],
  ['孙八', '总工程师', '孙总工程师', '孙八总工程师'],
  ['阿依古丽·买买提', '副主任', '阿依古丽主任', '阿依古丽·买买提副主任'],
  ['周九', '', '周九同志', '周九'],
])('%s（%s）：当面称%s，记录写%s', (name, title, spoken, recorded) => {
  expect(addressAs(person(name, title))).toBe(spoken)
  expect(recordName(person(name, title))).toBe(recorded)
})

test.each([
  ['欧阳修', '欧阳'],
  ['上官婉儿', '上官'],
  ['东方红', '东方'],
  ['东方', '东'],
  ['百里奚', '百里'],
  ['司徒静', '司徒'],
  ['司南', '司'],
  ['谷梁生', '谷'],
  ['𠮷田', '𠮷'],
  ['Aigul', 'Aigul'],
  ['', ''],
])('%s 姓 %s', (name, surname) => {
  expect(surnameOf(name)).toBe(surname)
})
