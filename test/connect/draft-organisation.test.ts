// The draft says what the contacts say and no more; what it leaves open is named, by the draft and by the file's check.
import { describe, expect, test } from 'vitest'
import { type Contacts, draftOrganisation } from '../../src/connect/draft-organisation.ts'
import { parseOrganisationFile } from '../../src/organisation-file.ts'

const department = (id: string, name: string, parent: string, leader: string | null = null) => ({
  id,
  name,
  parent,
  leader,
  chatId: id === 'od-nong' ? 'oc_nong' : null,
})
const person = (openId: string, name: string, title = '科员', hasLeft = false) => ({
  openId,
  name,
  title,
  hasLeft,
})

const contacts: Contacts = {
  root: '0',
  departments: [
    department('od-ban', '云岭区人民政府办公室', '0'),
    department('od-nong', '云岭区农业农村局', '0', 'ou_tian'),
    department('od-neng', '农村能源科', 'od-nong', 'ou_gu'),
  ],
  people: new Map([
    ['0', [person('ou_root', '根先生')]],
    ['od-ban', [person('ou_jiang', '蒋小棠', ''), person('ou_tian', '田守稼', '局长')]],
    ['od-nong', [person('ou_tian', '田守稼', '局长'), person('ou_gone', '已离职', '', true)]],
    ['od-neng', [person('ou_gu', '谷雨')]],
  ]),
  groups: [
    { chatId: 'oc_nong', name: '农业农村局工作群' },
    { chatId: 'oc_fin', name: '财政工作群' },
  ],
}

describe('组织文件草稿', () => {
  const { file, openPoints } = draftOrganisation(contacts)

  test('一级部门成为部门，科室人员并入所属部门', () => {
    expect(file.departments).toEqual([
      { id: 'D01', name: '云岭区人民政府办公室', shortName: '云岭区人民政府办公室', kind: 'dept' },
      {
        id: 'D02',
        name: '云岭区农业农村局',
        shortName: '云岭区农业农村局',
        kind: 'dept',
        chatId: 'oc_nong',
      },
    ])
    const places = file.people.map(({ name, dept }) => [name, dept])
    expect(places).toEqual([
      ['根先生', ''],
      ['蒋小棠', 'D01'],
      ['田守稼', 'D02'],
      ['谷雨', 'D02'],
    ])
  })

  test('只有部门主要负责人带角色，科室负责人和其他人都不猜', () => {
    const roles = file.people.filter((one) => one.roles.length > 0)
    expect(roles.map(({ name, roles: held }) => [name, held])).toEqual([['田守稼', ['DEPT_HEAD']]])
  })

  test('离职的人不写进去', () => {
    expect(JSON.stringify(file)).not.toContain('ou_gone')
  })

  test('拿不准的都列为待办', () => {
    const said = openPoints.join('\n')
    for (const point of [
      'roles：通讯录不知道谁是什么角色：根先生、蒋小棠、谷雨',
      'dept：直属于根部门，不知归哪个单位：根先生',
      'name、title：通讯录里没有，或没有开通读取权限：蒋小棠',
      '请核对部门主要负责人（DEPT_HEAD）：田守稼',
      '通讯录没有设负责人的部门：云岭区人民政府办公室',
      '在多个部门任职，只写进了其中一个：田守稼',
      'chatId：不知道是哪个工作群的部门：云岭区人民政府办公室',
      '机器人所在、尚未对应部门的群：财政工作群 oc_fin',
    ])
      expect(said).toContain(point)
  })

  test('空着的地方，组织文件的检查按位置指出', () => {
    const parsed = parseOrganisationFile(file)
    const paths = parsed.ok ? [] : parsed.faults.map(({ path }) => path)
    expect(paths).toEqual([
      'district',
      'governmentName',
      'numberPrefix',
      'people[0].dept',
      'people[0].roles',
      'people[1].title',
      'people[1].roles',
      'people[3].roles',
    ])
  })

  test('没有读取部门层级的权限时，看得到的部门都当作一级部门', () => {
    const flat = contacts.departments.map((one) => ({ ...one, parent: null, leader: null }))
    expect(draftOrganisation({ ...contacts, departments: flat }).file.departments).toHaveLength(3)
  })
})
