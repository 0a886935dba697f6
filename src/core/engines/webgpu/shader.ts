import { gather } from './gather.ts'
import { pieceOf, type Plan } from './plan.ts'
import { product } from './product.ts'
import type { Step } from './steps.ts'
import { head, pairs, wide } from './sums.ts'

/**
 * WGSL that takes a tile of rows through the whole network. A place of workgroup memory holds a column of the tile after
 * another, in vectors `V` of rows; the threads below `packs` keep the logits of a vector each.
 */
export function shaderOf(plan: Plan): string {
  const { network, steps, tiling, packs, reads } = plan
  const { pack, depth } = tiling
  const table = network.embedding % 4 ? 'f32' : 'vec4f'
  const place = (name: 'a' | 'b'): string =>
    depth[name] ? `var<workgroup> ${name}: array<V, ${depth[name] * packs}>;` : ''
  return [
    `alias V = ${{ 4: 'vec4f', 2: 'vec2f', 1: 'f32' }[pack]};`,
    '@group(0) @binding(0) var<storage, read> dense: array<vec4f>;',
    reads.embedding ? `@group(0) @binding(1) var<storage, read> embedding: array<${table}>;` : '',
    reads.values ? '@group(0) @binding(2) var<storage, read> values: array<f32>;' : '',
    '@group(1) @binding(0) var<storage, read_write> logits: array<f32>;',
    reads.numeric ? '@group(1) @binding(1) var<storage, read> numeric: array<f32>;' : '',
    reads.codes ? '@group(1) @binding(2) var<storage, read> codes: array<i32>;' : '',
    place('a'),
    place('b'),
    `@compute @workgroup_size(${tiling.threads})
fn score(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let first = group.x * ${tiling.rows}u;
  let end = arrayLength(&logits);
  var logit = V(dense[${pieceOf(plan, 'bias').at}].x);`,
    ...steps.map((step) => written(plan, step)),
    `  for (var i = 0u; i < ${pack}u; i++) {
    let row = first + thread * ${pack}u + i;
    if (thread < ${packs}u && row < end) { logits[row] = logit${pack > 1 ? '[i]' : ''}; }
  }
}`,
  ]
    .filter(Boolean)
    .join('\n')
}

function written(plan: Plan, step: Step): string {
  switch (step.kind) {
    case 'wide':
      return wide(plan)
    case 'gather':
      return gather(plan)
    case 'pairs':
      return pairs(plan, step)
    case 'product':
      return product(plan, step)
    case 'head':
      return head(plan, step)
  }
}
