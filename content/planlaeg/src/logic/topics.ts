/** The topics of content/topics.yaml, found by any of their names; as device/meeting/topics.py. */
import { data, topicNames } from "./data";
import { closest, fold } from "./spelling";

export interface Topic { title: string; opening: string }

const MISSPELT = 0.87;
const SUGGEST = new Set(data.words.suggest_topic.map(fold));
const NAMES = Object.entries(data.topics).flatMap(([key, one]) => [key, one.title, ...one.also].map(fold));

export function findTopic(text: string): Topic | undefined {
  const key = topicNames.get(text);
  return key === undefined ? undefined : data.topics[key];
}

/** The topic that a text misspells. */
export function nearTopic(text: string): string | undefined {
  const close = closest(fold(text), NAMES, MISSPELT);
  return close === undefined ? undefined : topicNames.get(close);
}

/** Whether the box is to suggest a topic when it comes to that. */
export function suggests(text: string): boolean {
  return SUGGEST.has(fold(text));
}
