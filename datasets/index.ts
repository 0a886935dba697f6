import { adCtr } from './ad-ctr/index.ts'
import type { Dataset, Words } from './dataset.ts'
import { fraudHandbook } from './fraud-handbook/index.ts'
import { ownData } from './own-data/index.ts'
import { paymentFraud } from './payment-fraud/index.ts'

export const datasets = [adCtr, paymentFraud, fraudHandbook, ownData] as const

/** @throws one line naming the datasets there are */
export function datasetOf(id: string): Dataset {
  const dataset = datasets.find((each) => each.id === id)
  if (!dataset) throw new Error(`unknown dataset: ${id}; expected one of ${datasets.map((each) => each.id).join(', ')}`)
  return dataset as unknown as Dataset
}

const PLAIN_WORDS: Words = {
  row: 'row',
  rows: 'rows',
  positive: 'positive',
  positives: 'positives',
  negatives: 'negatives',
}

/** What rows and classes of a dataset are called on pictures; plain words where it is not known. */
export function wordsOf(id: string | null | undefined): Words {
  const dataset: Dataset | undefined = datasets.find((each) => each.id === id) as Dataset | undefined
  return dataset?.words ?? PLAIN_WORDS
}
