"""Extracts articles with trafilatura, for comparison.

Reads {"pages": [{"bytes": base64, "url"}], "warm_up", "rounds"} as JSON from standard input, and writes for each
page its text, or null, and the milliseconds of processor time of each round.
"""

import base64
import json
import sys
import time

import trafilatura


def main():
    task = json.load(sys.stdin)
    pages = [(base64.b64decode(page["bytes"]), page["url"]) for page in task["pages"]]
    answers = [{"body": None, "ms": []} for _ in pages]
    for number in range(task["warm_up"] + task["rounds"]):
        for (content, url), answer in zip(pages, answers):
            began = time.process_time()
            answer["body"] = trafilatura.extract(content, url=url, include_comments=False)
            if number >= task["warm_up"]:
                answer["ms"].append(1000 * (time.process_time() - began))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
