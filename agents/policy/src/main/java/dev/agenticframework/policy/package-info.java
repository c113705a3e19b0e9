/// Evaluates changes before they merge and before they are deployed: the policy agent and its engines.
///
/// [PolicyGate][dev.agenticframework.policy.PolicyGate] runs every engine on a tree and applies the waivers.
/// [RegoPacks][dev.agenticframework.policy.RegoPacks] evaluates the packs under `policies/` on what this package reads
/// from Dockerfiles, manifests, pipelines and Terraform. [SecretScan][dev.agenticframework.policy.SecretScan] finds
/// secrets. [PolicyAgent][dev.agenticframework.policy.PolicyAgent] carries out the tasks.
@NullMarked
package dev.agenticframework.policy;

import org.jspecify.annotations.NullMarked;
