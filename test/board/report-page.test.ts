// The page of a report that is also the reply to a proposal: who is asked for class and contact, and where they stand.
import { expect, test } from 'vitest'
import { reportPage } from '../../src/board/report-page.ts'
import type { Matter } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { docketed, finished, partAt, presented } from '../kit/given.ts'
import { PROPOSAL } from '../kit/outcome.ts'
import { goodReply, named, yunling } from '../kit/yunling.ts'

test('办理结果分类和联系人，只问建议提案的牵头单位', () => {
  expect(pageFor('禾苗', finished(PROPOSAL), 'D09')).toContain('办理结果分类')
  const officer = yunling.people.find(
    ({ departmentId, roles }) =>
      departmentId === 'D04' && roles.includes('DEPT_SUPERVISION_OFFICER'),
  )
  const page = pageFor(officer?.name ?? '', partAt('finished', docketed(PROPOSAL), 'D04'), 'D04')
  expect(page).toContain('一、工作开展及成效')
  expect(page).not.toContain('办理结果分类')
})

test('领导在网页看到的全文，含答复的分类和联系人：签的就是这些', () => {
  const page = pageFor('田守稼', presented(PROPOSAL), 'D09')
  expect(page).toContain(`${goodReply.replyClass}类，联系人：${goodReply.replyContact}`)
})

function pageFor(name: string, matter: Matter, department: string): string {
  const person = yunling.people.find(({ openId }) => openId === named(name))
  const part = matter.assignments.find(({ departmentId }) => departmentId === department)
  if (person === undefined || part === undefined) throw new Error('no such scene')
  const at = instantOf('2026-09-16', '10:00')
  const visitor = { person, organisation: yunling, at, formToken: 'token' }
  return String(reportPage({ visitor, matter, part }))
}
