#!/usr/bin/env bash
set -eu
cd "$(dirname "$0")/../infra"
cdk deploy
