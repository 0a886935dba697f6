import type { Knobs } from '../kernel/knobs.ts'
import { automaticTraining } from './automatic.ts'
import { deepKnobs } from './deep-knobs.ts'
import type { NetworkModel } from './network-model.ts'
import { featuresOf, trainingKnobs, trainingOf } from './training-knobs.ts'

const knobs = {
  crossLayers: {
    type: 'number',
    label: 'Cross layers',
    group: 'Model',
    help: 'Each layer multiplies the inputs once more: one layer finds pairs, two find triples.',
    default: 2,
    min: 0,
    max: 4,
    step: 1,
    integer: true,
  },
  rank: {
    type: 'choice',
    label: 'Cross rank',
    group: 'Model',
    help: 'A low rank writes each cross layer as a product of two thin matrices: fewer weights, fewer kinds of pairs.',
    default: 'full',
    options: [
      { value: 'full', label: 'full' },
      { value: '32', label: '32' },
      { value: '16', label: '16' },
      { value: '8', label: '8' },
      { value: '4', label: '4' },
    ],
  },
  hidden: { ...deepKnobs.hidden, options: [{ value: 'none', label: 'none' }, ...deepKnobs.hidden.options] },
  arrangement: {
    type: 'choice',
    label: 'Arrangement',
    group: 'Model',
    help: 'Parallel: cross and deep part side by side. Stacked: the deep part reads what the cross layers made.',
    default: 'parallel',
    options: [
      { value: 'parallel', label: 'parallel' },
      { value: 'stacked', label: 'stacked' },
    ],
  },
  embedding: deepKnobs.embedding,
  dropout: deepKnobs.dropout,
  ...trainingKnobs,
} as const satisfies Knobs

/** Deep & Cross Network V2 (Wang et al. 2020). */
export const dcnV2: NetworkModel<typeof knobs> = {
  learner: 'network',
  id: 'dcn-v2',
  label: 'DCN-V2',
  help: 'Embeds each value and multiplies inputs with one another in cross layers, beside a deep part: finds pairs by itself.',
  knobs,
  features: (settings) => featuresOf(settings, []),
  network(settings, encoder) {
    const hidden = settings.hidden === 'none' ? [] : settings.hidden.split('-').map(Number)
    if (!settings.crossLayers && !hidden.length)
      throw new Error('invalid hidden layers: none; expected at least one where there are no cross layers')
    return {
      numeric: encoder.numeric.length,
      fields: encoder.fields,
      embedding: settings.embedding,
      wide: false,
      cross: settings.crossLayers
        ? { layers: settings.crossLayers, rank: settings.rank === 'full' ? null : Number(settings.rank) }
        : null,
      deep: hidden.length ? { hidden, dropout: settings.dropout } : null,
      arrangement: settings.arrangement === 'stacked' ? 'stacked' : 'parallel',
    }
  },
  training: trainingOf,
  automatic: (_settings, facts) => automaticTraining(facts),
}
