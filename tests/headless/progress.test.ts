import { expect, test } from 'vitest'
import { progressOn } from '../../src/headless/progress.ts'

function terminal(isTTY: boolean, columns = 20) {
  const written: string[] = []
  return { isTTY, columns, written, write: (text: string) => written.push(text) > 0 }
}

test('progressOn(a pipe) writes nothing', () => {
  const pipe = terminal(false)
  const progress = progressOn(pipe, {})
  progress.say('training 5 %')
  progress.clear()
  expect(pipe.written).toEqual([])
})

test('progressOn(a terminal) writes over one line, no longer than it is wide, and takes it away', () => {
  const screen = terminal(true)
  let nowMs = 0
  const progress = progressOn(screen, { NO_COLOR: '1' }, false, () => nowMs)
  progress.say('training 5 % of a very long line')
  progress.say('too soon')
  nowMs = 200
  progress.say('training 6 %')
  progress.clear()
  progress.clear()
  expect(screen.written).toEqual(['\r\u001b[2Ktraining 5 % of a v', '\r\u001b[2Ktraining 6 %', '\r\u001b[2K'])
})

test('progressOn(a terminal) has colour unless NO_COLOR is set', () => {
  const screen = terminal(true)
  progressOn(screen, {}).say('x')
  expect(screen.written).toEqual(['\r\u001b[2K\u001b[2mx\u001b[22m'])
  const dumb = terminal(true)
  progressOn(dumb, { TERM: 'dumb' }).say('x')
  progressOn(dumb, {}, true).say('x')
  expect(dumb.written).toEqual([])
})
