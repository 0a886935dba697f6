import { isElapsed, keyOf, wordsOf } from './name-hints.ts'

/** What names of labels in public tables of clicks, payments and credit tend to be. */
const LABELS = [
  ...[
    'label',
    'isfraud',
    'fraud',
    'txfraud',
    'fraudbool',
    'fraudlabel',
    'fraudulent',
    'isfraudulent',
    'target',
    'class',
  ],
  ...['clicked', 'click', 'isclick', 'isclicked', 'isattributed', 'y', 'outcome', 'converted', 'conversion', 'churn'],
  ...['churned', 'default', 'defaulted', 'response', 'survived', 'spam', 'isspam', 'bad', 'badflag'],
]
/** Labels of some tables, and features of others. */
const WEAK_LABELS = ['default', 'defaulted', 'response', 'bad', 'badflag', 'click', 'clicked', 'class', 'conversion']
/** A name with one of these in it may be a label's: FraudFound_P, default.payment.next.month. */
const LABEL_WORDS = [
  ...['fraud', 'fraudulent', 'label', 'target', 'churn', 'churned', 'attrition', 'default', 'defaulted', 'delinquent'],
  ...['delinquency', 'exited', 'converted', 'subscribed', 'readmitted', 'survived', 'spam', 'outcome', 'bankrupt'],
]
const LABEL_TIMES = [
  ...[
    'labeltime',
    'labeldate',
    'labeledat',
    'labelledat',
    'chargebacktime',
    'chargebackdate',
    'reportedat',
    'reporteddate',
  ],
  ...['fraudreportedat', 'fraudreporteddate', 'confirmedat'],
]

/** Place in the list of names of a label, −1 of no such name. */
export function labelRank(name: string): number {
  return LABELS.indexOf(keyOf(name))
}

/** Whether a column of this name is as often a feature as the label. */
export function isWeakLabel(name: string): boolean {
  return WEAK_LABELS.includes(keyOf(name))
}

/** Place in the list of words of a label, −1 where the name has none of them. */
export function labelWordRank(name: string): number {
  const words = wordsOf(name)
  return isElapsed(name) ? -1 : LABEL_WORDS.findIndex((word) => words.includes(word))
}

export function isLabelTime(name: string): boolean {
  return LABEL_TIMES.includes(keyOf(name))
}
