package dev.agenticframework.policy;

import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.PolicyEngine.Subject;
import dev.agenticframework.contracts.PolicyEngineContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;

class EnginesTest {
    private static final Subject PROJECT = Trees.project(
            "Dockerfile",
            "FROM python:latest\nADD . /app\nCMD python app.py\n",
            "settings.py",
            "import os\nAWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "Zx8Kq2mN9p'\npassword = 'Zx8Kq2mN9"
                    + "pLw4Rt7'\n");

    @Nested
    class Packs extends PolicyEngineContract {
        @Override
        protected PolicyEngine engine() {
            return RegoPacks.load(Trees.PACKS);
        }

        @Override
        protected Subject offending() {
            return PROJECT;
        }
    }

    @Nested
    class Secrets extends PolicyEngineContract {
        @Override
        protected PolicyEngine engine() {
            return new SecretScan();
        }

        @Override
        protected Subject offending() {
            return PROJECT;
        }
    }

    @Nested
    class Gate extends PolicyEngineContract {
        @Override
        protected PolicyEngine engine() {
            var now = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
            return new PolicyGate(List.of(RegoPacks.load(Trees.PACKS), new SecretScan()), now, new MemoryWaivers());
        }

        @Override
        protected Subject offending() {
            return PROJECT;
        }
    }
}
