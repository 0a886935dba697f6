import { expect, test } from 'vitest'
import { versionName, versionOf } from '../../../src/core/runs/version.ts'
import { finishedRun } from '../../ui/labs/finished-run.ts'

test('versionName(label, rounds) sets the first so many rounds apart from all of them', () => {
  expect([null, 1, 40].map((rounds) => versionName('Boosted trees', rounds))).toEqual([
    ...['Boosted trees', 'Boosted trees, first round', 'Boosted trees, first 40 rounds'],
  ])
})

test('versionOf(…, rounds) is a version of its own, which says of which', () => {
  const { spec, origin, report } = finishedRun(0)
  expect(versionOf(spec, origin, report!, null)).toMatchObject({ id: spec.id, origin })
  expect(versionOf(spec, origin, report!, 3)).toMatchObject({
    ...{ id: `${spec.id}@3`, origin: { kind: 'rewound', of: spec.id, rounds: 3 } },
  })
})
