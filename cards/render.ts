// One card for one row: which builder draws which kind.

import { bulletinCard, bulletinCopyCard } from './bulletin.ts'
import { chaseCard } from './chase.ts'
import { clearCard } from './clear.ts'
import { compileCard } from './compile.ts'
import { confirmCard } from './confirm.ts'
import { consolidateCard } from './consolidate.ts'
import { cycleCard } from './cycle.ts'
import { type AssignmentView, supersededCard } from './decision-frame.ts'
import { docketCard } from './docket.ts'
import { draftCard } from './draft.ts'
import type { Card } from './element.ts'
import { extensionCard, extensionReviewCard } from './extension.ts'
import { feedbackCard, isResultFor } from './feedback.ts'
import { followUpCard } from './follow-up.ts'
import { handleCard } from './handle.ts'
import { handoverCard } from './handover.ts'
import { instructCard } from './instruct.ts'
import { materialCard } from './material.ts'
import { noteCard } from './note.ts'
import { questionCard } from './question.ts'
import { redirectReviewCard } from './redirect-review.ts'
import { remindCard } from './remind.ts'
import { reportUpCard } from './report-up.ts'
import { requestCard } from './request.ts'
import { reviewCard } from './review.ts'
import { satisfactionCard } from './satisfaction.ts'
import { signoffCard } from './signoff.ts'
import { statusCard } from './status.ts'
import { submitCard } from './submit.ts'
import type { CardView } from './view.ts'

/**
 * The card of the view's row as it stands at `view.at`: live, decided or superseded. Pure. 我的待办,
 * 拟立项清单 and 批量立项 are drawn from several matters, so they have their own (`todoCard`, `minutesCard`,
 * `batchCard`); here they only point on.
 */
export function renderCard(view: CardView): Card {
  const { kind } = view.card
  switch (kind) {
    case 'draft':
      return draftCard(view)
    case 'docket':
      return docketCard(view)
    case 'consolidate':
      return consolidateCard(view)
    case 'feedback':
      return isResultFor(view) ? feedbackCard(view) : bulletinCopyCard(view)
    case 'clear':
      return clearCard(view)
    case 'report-up':
      return reportUpCard(view)
    case 'bulletin':
      return bulletinCard(view)
    case 'follow-up':
      return followUpCard(view)
    case 'satisfaction':
      return satisfactionCard(view)
    case 'status':
      return statusCard(view)
    case 'confirm':
      return confirmCard(view)
    case 'note':
      return noteCard(view)
    case 'remind':
      return remindCard(view)
    case 'todo':
    case 'minutes':
    case 'batch':
      return supersededCard(view)
    default:
      return view.assignment === null
        ? supersededCard(view)
        : assignmentCard(kind, { ...view, assignment: view.assignment })
  }
}

type AssignmentKindOfCard =
  | 'handover'
  | 'instruct'
  | 'handle'
  | 'compile'
  | 'signoff'
  | 'submit'
  | 'review'
  | 'chase'
  | ApplicationCard

type ApplicationCard =
  | 'material'
  | 'extension'
  | 'request'
  | 'extension-review'
  | 'redirect-review'
  | 'question'
  | 'cycle'

function assignmentCard(kind: AssignmentKindOfCard, view: AssignmentView): Card {
  switch (kind) {
    case 'handover':
      return handoverCard(view)
    case 'instruct':
      return instructCard(view)
    case 'handle':
      return handleCard(view)
    case 'compile':
      return compileCard(view)
    case 'signoff':
      return signoffCard(view)
    case 'submit':
      return submitCard(view)
    case 'review':
      return reviewCard(view)
    case 'chase':
      return chaseCard(view)
    default:
      return applicationCard(kind, view)
  }
}

/** What leaves a department and what comes back to it. */
function applicationCard(kind: ApplicationCard, view: AssignmentView): Card {
  switch (kind) {
    case 'material':
      return materialCard(view)
    case 'extension':
      return extensionCard(view)
    case 'request':
      return requestCard(view)
    case 'extension-review':
      return extensionReviewCard(view)
    case 'redirect-review':
      return redirectReviewCard(view)
    case 'question':
      return questionCard(view)
    case 'cycle':
      return cycleCard(view)
    default:
      return kind satisfies never
  }
}
