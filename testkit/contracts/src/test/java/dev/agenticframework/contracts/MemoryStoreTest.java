package dev.agenticframework.contracts;

import dev.agenticframework.runtime.MemoryStore;
import dev.agenticframework.runtime.WorkflowStore;

/// The store that the runtime's own tests run on keeps the contract of all stores.
class MemoryStoreTest extends WorkflowStoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected WorkflowStore open() {
        return store;
    }
}
