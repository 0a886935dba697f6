import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { flagFor } from '../../../datasets/imports/assumed.ts'
import { cutList } from '../../../src/headless/list-flag.ts'

test.each(['age', 'Post Code', `What's "up"?`, 'Price, EUR', 'a=b', '$HOME', '--flag', '*', 'ä'])(
  'flagFor(--ignore, %s) is that column once a shell and the list have read it',
  (name) => {
    const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${flagFor('--ignore', name)}`], { encoding: 'utf8' })
    const [, read] = /^--ignore[\n=](.*)\n$/.exec(printed) ?? []
    expect(cutList('--ignore', read)).toEqual([name])
  }
)
