import { vectorOf } from './gather.ts'
import { pieceOf, type Plan } from './plan.ts'
import type { Place, Step } from './steps.ts'

/** The linear part: a weight for each number and each categorical value. */
export function wide(plan: Plan): string {
  const { network, reads } = plan
  const { numeric, fields } = network
  const number = `${vectorOf(plan, (row) => `numeric[${row} * ${numeric}u + i]`)} * ${weight(plan, 'wide/numeric')}`
  const value = vectorOf(plan, (row) => `values[codes[${row} * ${fields.length}u + i]]`)
  return sum(plan, 'a', Math.max(numeric, fields.length), (from, step) => [
    reads.numeric ? `for (var i = ${from}; i < ${numeric}u; i += ${step}) { part += ${number}; }` : '',
    reads.values ? `for (var i = ${from}; i < ${fields.length}u; i += ${step}) { part += ${value}; }` : '',
  ])
}

/**
 * Every pair of inputs, a sum over the length of their vectors: each input's part meets the sum of those before it. Reads x₀
 * before anything overwrites it.
 */
export function pairs(plan: Plan, { last }: Extract<Step, { kind: 'pairs' }>): string {
  const { numeric, embedding, fields } = plan.network
  const embedded = fields.filter((field) => field.embedded).length
  const meet = 'part += each * before; before += each;'
  const number = numeric ? `a[j * ${plan.packs}u + pack] * ${vector(plan, 'pairs/numeric', 'j')}` : ''
  const value = `a[(${numeric}u + j * ${embedding}u + i) * ${plan.packs}u + pack]`
  return sum(plan, last ? 'a' : 'b', embedding, (from, step) => [
    `for (var i = ${from}; i < ${embedding}u; i += ${step}) {`,
    '  var before = V(0);',
    numeric ? `  for (var j = 0u; j < ${numeric}u; j++) { let each = ${number}; ${meet} }` : '',
    embedded ? `  for (var j = 0u; j < ${embedded}u; j++) { let each = ${value}; ${meet} }` : '',
    '}',
  ])
}

/** A column of weights over what lies in a place. */
export function head(plan: Plan, { weights, from: place, width, last }: Extract<Step, { kind: 'head' }>): string {
  const term = `${place}[i * ${plan.packs}u + pack] * ${weight(plan, weights)}`
  return sum(plan, last ? place : null, width, (from, step) => [
    `for (var i = ${from}; i < ${width}u; i += ${step}) { part += ${term}; }`,
  ])
}

/**
 * Adds to the logits a sum over `terms` terms, which as many threads share for each vector of rows as find room for their
 * parts in a free place.
 */
function sum(
  { tiling, packs }: Plan,
  free: Place | null,
  terms: number,
  loops: (from: string, step: string) => string[]
): string {
  const room = free ? tiling.depth[free] : 0
  const sharing = Math.max(1, Math.min(room, terms, Math.floor(tiling.threads / packs)))
  const busy = sharing * packs
  const parts = `  {
  var part = V(0);
  if (thread < ${busy}u) {
    let pack = thread % ${packs}u;
    ${loops(`thread / ${packs}u`, `${sharing}u`).join('\n    ')}
  }`
  if (sharing === 1) return `${parts}\n  logit += part;\n  workgroupBarrier();\n  }`
  return `${parts}
  workgroupBarrier();
  if (thread < ${busy}u) { ${free}[thread] = part; }
  workgroupBarrier();
  if (thread < ${packs}u) {
    for (var i = thread; i < ${busy}u; i += ${packs}u) { logit += ${free}[i]; }
  }
  workgroupBarrier();
  }`
}

/** Weight i of row `row` of a parameter. */
function vector(plan: Plan, name: string, row: string): string {
  const { at, quads } = pieceOf(plan, name)
  return `dense[${at}u + ${row} * ${quads}u + i / 4u][i % 4u]`
}

function weight(plan: Plan, name: string): string {
  return `dense[${pieceOf(plan, name).at}u + i / 4u][i % 4u]`
}
