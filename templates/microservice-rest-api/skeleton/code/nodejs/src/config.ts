/** A setting is missing or invalid. The message names the variable, and never its value. */
export class ConfigError extends Error {}

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The settings of the service. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly serviceName: string;
  readonly serviceVersion: string;
  readonly environment: string;
  readonly logLevel: LogLevel;
{%- if values.database == 'postgresql' %}
  readonly databaseUrl: string;
{%- endif %}
  readonly otlpEndpoint: string | undefined;
  /** How long the service continues to serve after SIGTERM, in milliseconds. */
  readonly drainDelayMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_PORT = 65535;
const MAX_DRAIN_DELAY_MS = 4000;

/** Reads the settings from environment variables. */
export function readConfig(environment: Environment): Config {
  return {
    host: environment.HOST ?? "127.0.0.1",
    port: port(environment.PORT ?? "8080"),
    serviceName: environment.SERVICE_NAME ?? "${{ values.serviceName }}",
    serviceVersion: environment.SERVICE_VERSION ?? "dev",
    environment: environment.ENVIRONMENT ?? "local",
    logLevel: logLevel(environment.LOG_LEVEL ?? "info"),
{%- if values.database == 'postgresql' %}
    databaseUrl: readDatabaseUrl(environment),
{%- endif %}
    otlpEndpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT,
    drainDelayMs: drainDelay(environment.DRAIN_DELAY ?? "1s"),
  };
}
{%- if values.database == 'postgresql' %}

/** Reads DATABASE_URL: postgresql://user:password@host:port/database. */
export function readDatabaseUrl(environment: Environment): string {
  const url = environment.DATABASE_URL ?? "";
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new ConfigError("DATABASE_URL must be set, as postgresql://user:password@host:port/database");
  }
  return url;
}
{%- endif %}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > MAX_PORT) {
    throw new ConfigError(`PORT must be a number from 0 to ${String(MAX_PORT)}`);
  }
  return value;
}

function logLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((each) => each === text.toLowerCase());
  if (level === undefined) {
    throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}`);
  }
  return level;
}

function drainDelay(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) * (match[2] === "s" ? 1000 : 1);
  if (!(value <= MAX_DRAIN_DELAY_MS)) {
    throw new ConfigError(`DRAIN_DELAY must be a time such as 500ms or 1s, at most ${String(MAX_DRAIN_DELAY_MS)}ms`);
  }
  return value;
}
