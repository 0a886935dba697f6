import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const inexact = ['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'pow', 'hypot', 'cbrt']
const angles = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh']
const outside = [
  'Date',
  'performance',
  'console',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'queueMicrotask',
]
const page = ['window', 'document', 'navigator', 'location', 'localStorage', 'Worker', 'fetch', 'crypto', 'process']

const noQuery = {
  selector: 'CallExpression[callee.property.name=/^(querySelector|querySelectorAll|getElementById)$/]',
  message: 'Selectors are no architecture: bind:this or {@attach}.',
}
const noPower = {
  selector: 'BinaryExpression[operator="**"]',
  message: 'Differs between hosts: pow of kernel/math.ts.',
}
const stalling = [
  { selector: 'CallExpression[callee.property.name="nextFrame"]', message: 'Stalls in hidden tabs: MessageChannel.' },
  { selector: 'CallExpression[callee.property.name=/^fit(Dataset)?$/]', message: 'Stalls in hidden tabs: own loop.' },
  {
    selector: 'CallExpression[callee.name="setTimeout"]:matches([arguments.length=1], [arguments.1.value=0])',
    message: 'Takes 4 ms and stalls in hidden tabs: MessageChannel.',
  },
]

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'coverage/',
      'test-results/',
      'src/core/engines/fused/kernels/',
      'src/core/trees/kernels/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,svelte,js,mjs}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['warn', 300],
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-restricted-imports': ['error', { paths: [{ name: 'svelte/store', message: 'Runes: a class in state/.' }] }],
      'no-unreachable': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: globals.node }, rules: { 'no-undef': 'error' } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-misused-new': 'error',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: false, allowTernary: false }],
    },
  },
  {
    files: ['{src,workers,datasets}/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/require-each-key': 'error',
      'svelte/require-store-reactive-access': 'off',
    },
  },
  { files: ['src/**/*.{ts,svelte}'], rules: { 'no-restricted-syntax': ['error', noQuery] } },
  { files: ['src/app/main.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/core/**/*.ts', 'datasets/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outside, ...page],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes from a named stream of kernel/random.ts.' },
        ...[...inexact, ...angles].map((property) => ({
          object: 'Math',
          property,
          message: 'Differs in its last bits between hosts: kernel/math.ts.',
        })),
      ],
      'no-restricted-syntax': ['error', noQuery, noPower, ...stalling],
    },
  },
  {
    files: ['workers/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'requestAnimationFrame'],
      'no-restricted-syntax': ['error', ...stalling],
    },
  }
)
