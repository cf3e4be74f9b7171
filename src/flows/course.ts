// How far a tap has come within its three seconds: what may be said of it, and what may still be done.
import { effectOf, TooLate } from './fault.ts'

export class Course {
  #isAwaited = true
  #mayHaveWritten = false
  #isInDoubt = false

  /** The course of a tap that was answered with 已收到，正在处理: it has to come to an end, and nobody sees its answer. */
  static afterwards(): Course {
    const course = new Course()
    course.#isAwaited = false
    course.#mayHaveWritten = true
    return course
  }

  /** @throws TooLate once people were told that nothing happened: what is left to do would be in vain. */
  readonly mayGoOn = (): void => {
    if (!this.#isAwaited && !this.#mayHaveWritten) throw new TooLate()
  }

  /** Called right before every write. @throws TooLate once people were told that nothing happened. */
  readonly mayWrite = (): void => {
    this.mayGoOn()
    this.#mayHaveWritten = true
  }

  /** Whether somebody will see the answer and the card in it. */
  readonly isAwaited = (): boolean => this.#isAwaited

  /** A write failed in such a way that it may have been done, now or in an earlier attempt. */
  get isInDoubt(): boolean {
    return this.#isInDoubt
  }

  noteFault(error: unknown): void {
    this.#isInDoubt ||= this.#mayHaveWritten && effectOf(error) === 'unknown'
  }

  /** The time to answer is over. False: nothing was written, and from now on nothing will be. */
  timeIsUp(): boolean {
    this.#isAwaited = false
    return this.#mayHaveWritten
  }
}
