// A matter in the states after its material was passed, every step taken by the real decision.
import type { Docket, Matter } from '../../src/domain/matter.ts'
import { closed, everythingReady, type Given, given, passed, REWORK_BY } from './given.ts'
import { docketOf } from './matters.ts'
import { biogas } from './yunling.ts'

/** 市长批示…: assigned from above, led by 区住建局 or whoever the example names; 陆明舟 and 沈维岳 clear it. */
export const SUPERIOR: Partial<Docket> = docketOf('M20')

export const BRIEF = '沿河路污水外溢点已全部封堵，管网改造完成八成。'

export function briefPresented(docket: Partial<Docket> = SUPERIOR): Matter {
  return given(passed(docket))
    .by('蒋小棠')
    .when({ action: 'presentBrief', summary: BRIEF })
    .thenIs('待分管副区长审核').matter
}

export function clearedOnce(docket: Partial<Docket> = SUPERIOR, viceMayor = '陆明舟'): Matter {
  return given(briefPresented(docket))
    .by(viceMayor)
    .when({ action: 'clear', summary: null, opinion: '同意，请区长审定。' })
    .thenIs('待区长审核').matter
}

export function clearedTwice(docket: Partial<Docket> = SUPERIOR, viceMayor = '陆明舟'): Matter {
  return given(clearedOnce(docket, viceMayor))
    .by('沈维岳')
    .when({ action: 'clear', summary: null, opinion: '' })
    .thenIs('待上报').matter
}

export function reportedUp(docket: Partial<Docket> = SUPERIOR, viceMayor = '陆明舟'): Matter {
  return given(clearedTwice(docket, viceMayor))
    .by('蒋小棠')
    .when({ action: 'reportUp', documentNumber: '云州政督收〔2026〕118号' })
    .thenIs('已办结').matter
}

/** A 通报 that waits for its signatures. */
export function bulletinDrafted(critical = false, docket: Partial<Docket> = biogas): Matter {
  return given(passed(docket))
    .by('蒋小棠')
    .when({
      action: 'draftBulletin',
      summary: '已完成年度任务的80%。',
      scope: ['D09', 'D04'],
      critical,
      alsoFeedback: true,
      leaders: [docket.approver ?? ''],
    })
    .thenIs('待签发通报').matter
}

export const PROPOSAL: Partial<Docket> = {
  ...biogas,
  category: 6,
  proposalKind: 'suggestion',
  proposalNumber: '第18号',
  proposers: '苗青等3名代表',
}

/** A proposal whose answer waits for 代表委员意见. */
export function answered(): Matter {
  return closed(PROPOSAL)
}

/** 不满意 said of it: the lead works on. */
export function dissatisfied(matter: Matter): Matter {
  return given(matter)
    .by('蒋小棠')
    .when({
      action: 'recordOpinion',
      grade: 'dissatisfied',
      note: '管护问题没有答清。',
      reworkDeadline: REWORK_BY,
    })
    .thenIs('办理中').matter
}

/** After a 不满意 the department has answered anew, and its material is good again. */
export function passedAnew(): Given {
  return broughtAgain(given(dissatisfied(answered())))
}

/** The lead's material once more, unchanged: signed, handed in and good. */
export function broughtAgain(from: Given): Given {
  return from
    .by('禾苗')
    .when({ action: 'presentReport', edit: {} })
    .thenIs('待审签')
    .by('田守稼')
    .when({ action: 'signOff', edit: {}, opinion: '' })
    .thenIs('已审签')
    .by('禾苗')
    .when({ action: 'submit', checklist: everythingReady })
    .thenIs('已报送')
    .by('蒋小棠')
    .when({ action: 'pass' })
    .thenIs('已通过')
}
