// Runs with every test file, so that what happens is kept under the test in which it happens.
import { afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { turnTo } from './record.ts'

beforeAll(() => turnTo(beside()))

beforeEach(() => {
  const { currentTestName } = expect.getState()
  return turnTo({ test: `${fileName()} › ${currentTestName}`, isBeside: false })
})

afterEach(() => turnTo(beside()))

function beside() {
  return { test: `${fileName()}（准备）`, isBeside: true }
}

function fileName(): string {
  return expect.getState().testPath?.split('/test/').at(-1) ?? ''
}
