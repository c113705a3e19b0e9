/// Judges changes before they merge and before they are deployed: the policy agent and its engines.
///
/// [PolicyGate][dev.agenticframework.policy.PolicyGate] asks every engine about a tree and applies the waivers.
/// [RegoPacks][dev.agenticframework.policy.RegoPacks] evaluates the packs under `policies/` over what the readers of
/// this package make of Dockerfiles, manifests, pipelines and Terraform;
/// [SecretScan][dev.agenticframework.policy.SecretScan] looks for secrets.
/// [PolicyAgent][dev.agenticframework.policy.PolicyAgent] carries the tasks out.
@NullMarked
package dev.agenticframework.policy;

import org.jspecify.annotations.NullMarked;
