package com.example.${{ values.packageName }}.storage;

import com.example.${{ values.packageName }}.domain.${{ values.resource | capitalize }}Repository;

class Memory${{ values.resource | capitalize }}RepositoryTest extends ${{ values.resource | capitalize }}RepositoryContract {

    @Override
    ${{ values.resource | capitalize }}Repository repository() {
        return new Memory${{ values.resource | capitalize }}Repository();
    }
}
