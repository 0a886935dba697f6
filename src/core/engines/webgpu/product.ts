import { pieceOf, type Plan } from './plan.ts'
import type { Product } from './steps.ts'
import { quadsOf, type Tile } from './tiling.ts'

/**
 * A matrix product and what follows it. A thread keeps its sums in registers, so that a place may be overwritten once all
 * have read it, and its part of x₀ from the first cross layer to the last.
 */
export function product(plan: Plan, step: Product): string {
  const tile = plan.tiling.tiles.get(step) as Tile
  const cells = cellsOf(tile)
  const keeps = step.activation === 'cross' && step.layer === 0
  return [
    ...(keeps ? cells.map(({ name }) => `  var input${name}: V;`) : []),
    '  {',
    `  let column = thread % ${tile.across}u;`,
    `  let pack = thread / ${tile.across}u * ${tile.packs}u;`,
    ...cells.map(({ name }) => `  var sum${name} = V(0);`),
    `  if (thread < ${tile.threads}u) {`,
    multiplied(plan, step, tile),
    ...(step.from === step.to ? ['  }', '  workgroupBarrier();', `  if (thread < ${tile.threads}u) {`] : []),
    finished(plan, step, tile),
    '  }',
    '  workgroupBarrier();',
    '  }',
  ].join('\n')
}

/** Four rows of weights a turn; each operand is read once for all the sums it goes into. */
function multiplied(plan: Plan, { weights, from, width }: Product, tile: Tile): string {
  const { at, quads } = pieceOf(plan, weights)
  const turn: string[] = []
  for (let k = 0; k < 4; k++) {
    for (let q = 0; q < tile.quads; q++) turn.push(`let w${k}_${q} = dense[w + ${k * quads + q * tile.across}u];`)
    for (let p = 0; p < tile.packs; p++) turn.push(`let x${k}_${p} = ${from}[x + ${k * plan.packs + p}u];`)
    for (const { p, q, j, name } of cellsOf(tile)) turn.push(`sum${name} += x${k}_${p} * w${k}_${q}[${j}];`)
  }
  return `    for (var k = 0u; k < ${quadsOf(width)}u; k++) {
      let w = ${at}u + k * ${4 * quads}u + column;
      let x = k * ${4 * plan.packs}u + pack;
      ${turn.join('\n      ')}
    }`
}

function finished(plan: Plan, { activation, bias, layer, to }: Product, tile: Tile): string {
  const lines: string[] = []
  for (let q = 0; bias && q < tile.quads; q++)
    lines.push(`let b${q} = dense[${pieceOf(plan, bias).at + q * tile.across}u + column];`)
  for (const { p, q, j, name } of cellsOf(tile)) {
    const place = `${to}[(column * 4u + ${4 * q * tile.across + j}u) * ${plan.packs}u + pack + ${p}u]`
    const z = bias ? `(sum${name} + V(b${q}[${j}]))` : `sum${name}`
    if (activation === 'cross' && layer === 0) lines.push(`input${name} = ${place};`)
    const value = { low: z, deep: `max(${z}, V(0))`, cross: `input${name} * ${z} + ${place}` }[activation]
    lines.push(`${place} = ${value};`)
  }
  return `    ${lines.join('\n    ')}`
}

/** The sums of a thread: vector of rows p, column j of quad q. */
function cellsOf({ packs, quads }: Tile): { p: number; q: number; j: number; name: string }[] {
  return Array.from({ length: packs * quads * 4 }, (_, i) => {
    const [p, q, j] = [i % packs, Math.floor(i / packs / 4), Math.floor(i / packs) % 4]
    return { p, q, j, name: `${p}_${q}_${j}` }
  })
}
