import { z } from 'zod';
import { AgentError } from '../core/errors.ts';
import { own } from '../core/values/own.ts';

const Port = z.coerce.number().int().min(0).max(65_535);

const ProxyAddress = z.url({ protocol: /^https?$/, error: 'expected an address such as http://proxy:3128' });

const Environment = z.object({
  PORT: Port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  CHROMA_URL: z.url().optional(),
  /** A folder with a newer C library, if the machine's own is too old for Chroma's binary. */
  TRESTLE_CHROMA_RUNTIME: z.string().min(1).optional(),
  /** The Studio server's data folder. Default: `.trestle/studio`. */
  TRESTLE_STUDIO_DATA: z.string().min(1).optional(),
  LANGFUSE_PUBLIC_KEY: z.string().min(1).optional(),
  LANGFUSE_SECRET_KEY: z.string().min(1).optional(),
  LANGFUSE_BASE_URL: z.url().optional(),
  /** The older name of `LANGFUSE_BASE_URL`, which has precedence. */
  LANGFUSE_HOST: z.url().optional(),
  HTTP_PROXY: ProxyAddress.optional(),
  http_proxy: ProxyAddress.optional(),
  HTTPS_PROXY: ProxyAddress.optional(),
  https_proxy: ProxyAddress.optional(),
  NO_PROXY: z.string().optional(),
  no_proxy: z.string().optional(),
});

/** The environment variables. An empty one counts as not set. */
export type Environment = z.output<typeof Environment> & {
  /** Reads a variable whose name an author declares, such as a model's key. */
  readonly named: (name: string) => string | undefined;
};

/** Reads the environment; no other code does. Throws `ENVIRONMENT_INVALID` with the names of invalid variables. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const read = Environment.safeParse(
    Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')),
  );
  if (read.success) return { ...read.data, named: (name) => own(variables, name) || undefined };
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AgentError('ENVIRONMENT_INVALID', problems.join('; '));
}
